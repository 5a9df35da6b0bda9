import { describe, expect, it } from "vitest";
import {
  type ArticleJson,
  aDraft,
  aPaper,
  aSection,
  aStory,
  must,
  publish,
  withdraw,
} from "../support/factories.ts";
import { request } from "../support/request.ts";
import { foundBy, searchHtml } from "../support/search.ts";

/** A published story, dated back where a day is given. */
async function told(
  token: string,
  headline: string,
  source = "Nothing else.",
  at?: string,
): Promise<ArticleJson> {
  const draft = await aDraft(token, { headline, standfirst: "", body: { source } });
  return await publish(token, draft, at === undefined ? {} : { at });
}

describe("what is found", () => {
  it("folds accents and case both ways", async () => {
    const token = await aPaper();
    await told(token, "Ein Café in Zürich");
    await told(token, "Resume of a naive plan");
    expect(await foundBy("cafe ZURICH")).toEqual(["Ein Café in Zürich"]);
    expect(await foundBy("résumé naïve")).toEqual(["Resume of a naive plan"]);
    expect(await foundBy("Cafe\u0301")).toEqual(["Ein Café in Zürich"]);
  });

  it("is found in headline, standfirst, body and byline, of every kind", async () => {
    const token = await aPaper();
    await aStory(token, { headline: "One", standfirst: "A pelican lands", body: { source: "Text." } });
    await told(token, "Two", "Then a **pelican** came.");
    await aStory(token, { kind: "opinion", headline: "Three pelican", body: { source: "Text." } });
    await aStory(token, {
      kind: "page",
      section: null,
      authors: [],
      headline: "Four",
      body: { source: "Pelican." },
    });
    expect((await foundBy("pelican")).toSorted()).toEqual(["Four", "One", "Three pelican", "Two"]);
    expect((await foundBy("Mara Lind")).toSorted()).toEqual(["One", "Three pelican", "Two"]);
  });

  it("has all words, the phrase, or the beginning", async () => {
    const token = await aPaper();
    await told(token, "First", "The quick ship came at dawn.");
    await told(token, "Second", "The ship was not quick.");
    expect((await foundBy("quick ship")).toSorted()).toEqual(["First", "Second"]);
    expect(await foundBy('"quick ship"')).toEqual(["First"]);
    expect(await foundBy("quick dawn")).toEqual(["First"]);
    expect(await foundBy("daw*")).toEqual(["First"]);
    expect(await foundBy("daw")).toEqual([]);
  });

  it("is no draft, and nothing by the index's own marks", async () => {
    const token = await aPaper();
    await aDraft(token, { headline: "Secret plan" });
    expect(await foundBy("secret")).toEqual([]);
    await told(token, "Public plan");
    expect(await foundBy("status*")).toEqual([]);
  });
});

describe("the order", () => {
  it("a headline counts more than a mention", async () => {
    const token = await aPaper();
    await told(token, "The ferry is back", "It came.", "2026-03-01T12:00:00Z");
    await told(token, "A day at sea", `${"Long words. ".repeat(30)} A ferry passed.`, "2026-05-01T12:00:00Z");
    for (const n of [1, 2, 3, 4]) await told(token, `Other ${n}`);
    expect(await foundBy("ferry")).toEqual(["The ferry is back", "A day at sea"]);
  });

  it("of equals the newer is first, and a mention today before a headline of long ago", async () => {
    const token = await aPaper();
    await told(token, "Ferry one", "It came.", "2019-05-01T12:00:00Z");
    await told(token, "Ferry two", "It came.", "2019-06-01T12:00:00Z");
    await told(token, "At sea", "A ferry passed.", "2026-06-01T12:00:00Z");
    expect(await foundBy("ferry")).toEqual(["At sea", "Ferry two", "Ferry one"]);
  });
});

describe("narrowed", () => {
  it("by section", async () => {
    const token = await aPaper();
    await aSection(token, "culture", "Culture");
    await told(token, "Ferry in the world");
    await aStory(token, { headline: "Ferry on stage", section: "culture" });
    expect(await foundBy("ferry", { section: "culture" })).toEqual(["Ferry on stage"]);
    expect(await foundBy("ferry", { section: "sport" })).toEqual([]);
  });

  it("by year, as the site's clocks have it", async () => {
    const token = await aPaper();
    const json = { timeZone: "America/New_York" };
    await must(200, request("/api/v1/site", { method: "PATCH", token, json }));
    await told(token, "Ferry before midnight", "Text.", "2017-01-01T04:59:59.999Z");
    await told(token, "Ferry at midnight", "Text.", "2017-01-01T05:00:00.000Z");
    await told(token, "Ferry in summer", "Text.", "2017-07-01T12:00:00Z");
    expect(await foundBy("ferry", { year: "2016" })).toEqual(["Ferry before midnight"]);
    expect(await foundBy("ferry", { year: "2017" })).toEqual(["Ferry in summer", "Ferry at midnight"]);
    expect(await foundBy("ferry", { year: "2015" })).toEqual([]);
    const html = await searchHtml("");
    const years = Array.from(html.matchAll(/<option value="(\d{4})"/g), ([, year]) => year);
    expect(years).toEqual(["2017", "2016"]);
  });

  it("by what can't be a year or a section: not at all", async () => {
    const token = await aPaper();
    await told(token, "Ferry");
    for (const asked of [
      { year: "16" },
      { year: "' OR 1" },
      { section: "A B" },
      { section: "" },
      { year: "" },
    ])
      expect(await foundBy("ferry", asked)).toEqual(["Ferry"]);
  });
});

describe("from one moment to the next", () => {
  it("a withdrawn story is found no more, without cron", async () => {
    const token = await aPaper();
    const story = await told(token, "Ferry sinks");
    expect(await foundBy("ferry")).toEqual(["Ferry sinks"]);
    await withdraw(token, story);
    expect(await foundBy("ferry")).toEqual([]);
  });

  it("an edited story is found by its new words, not by its old ones", async () => {
    const token = await aPaper();
    const { id, revision } = await told(token, "Ferry", "An albatross sang.");
    const json = { body: { source: "A nightingale sang." } };
    const headers = { "If-Match": `"${revision}"` };
    await must(200, request(`/api/v1/articles/${id}`, { method: "PATCH", token, json, headers }));
    expect(await foundBy("albatross")).toEqual([]);
    expect(await foundBy("nightingale")).toEqual(["Ferry"]);
  });
});
