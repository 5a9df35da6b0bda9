import { expect, it } from "vitest";
import { tagsOf } from "../../src/edge/local/tags.ts";

const tags = (header: string | null) => [...tagsOf(header)];

it("tags are split at commas and kept in lower case", () => {
  expect(tags(" story:1,Front , topic:Syria")).toEqual(["story:1", "front", "topic:syria"]);
  expect(tags(null)).toEqual([]);
});

it("spaces, other scripts and undue length lose a tag", () => {
  const [longest, tooLong] = ["x".repeat(1024), "x".repeat(1025)];
  expect(tags(`two words,ünicode,tab\there,,${tooLong},${longest},good`)).toEqual([longest, "good"]);
});

it("the first thousand valid tags count", () => {
  const many = Array.from({ length: 1001 }, (_, n) => `t${n}`);
  expect(tags(["bad tag", ...many].join(","))).toEqual(many.slice(0, 1000));
});
