import { expect, it } from "vitest";
import { directionOf, spokenIn } from "../../src/ui/language.ts";

it.each([
  "ar ar-EG ary arz fa fa-AF ps ur ks sd ug ckb az-Arab az-IR ku-Arab pa-Arab pa-PK ms-Arab tr-Arab en-Arab",
  "he iw yi ji he-IL dv syr nqo ff-Adlm rhg ota AR-arab he-u-nu-hebr",
])("from right to left: %s", (tags) => {
  expect(tags.split(" ").filter((tag) => directionOf(tag) !== "rtl")).toEqual([]);
});

it.each([
  "en de fr es ja ko zh-Hans zh-Hant th hi el ru vi und zxx",
  "az ku pa pa-Guru sd-Deva ks-Deva ar-Latn he-Latn ff uz-Cyrl tr",
])("from left to right: %s", (tags) => {
  expect(tags.split(" ").filter((tag) => directionOf(tag) !== "ltr")).toEqual([]);
});

it("says language and direction of a part only where they differ", () => {
  expect(spokenIn("en", "en")).toEqual({});
  expect(spokenIn("de", "en")).toEqual({ lang: "de" });
  expect(spokenIn("ar", "en")).toEqual({ lang: "ar", dir: "rtl" });
  expect(spokenIn("en", "ar")).toEqual({ lang: "en", dir: "ltr" });
  expect(spokenIn("fa", "ar")).toEqual({ lang: "fa" });
  expect(spokenIn("pa-Arab", "pa")).toEqual({ lang: "pa-Arab", dir: "rtl" });
});
