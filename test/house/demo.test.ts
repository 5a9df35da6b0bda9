import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DemoComment } from "../../scripts/demo-comments.ts";
import { parseStory } from "../../scripts/demo-story.ts";
import { articleInput, authorInput, sectionInput, sectionSlug } from "../../src/articles/input.ts";
import { pictureInput } from "../../src/articles/picture-input.ts";
import { commentInput, decisionInput } from "../../src/comments/input.ts";
import { siteSettings } from "../../src/editors/site.ts";

const DEMO = join(import.meta.dirname, "../../demo");
const { site, sections, authors } = JSON.parse(readFileSync(join(DEMO, "site.json"), "utf8"));
const pictures = JSON.parse(readFileSync(join(DEMO, "pictures.json"), "utf8"));
const comments: DemoComment[] = JSON.parse(readFileSync(join(DEMO, "comments.json"), "utf8"));
const stories = globSync(join(DEMO, "stories/*.md")).map((path) => [basename(path), path] as const);

function slugsOf(things: { slug: string }[]): string[] {
  return things.map(({ slug }) => slug);
}

describe("the demo", () => {
  it("has settings, sections, authors and pictures that the API takes", () => {
    expect(siteSettings.partial().safeParse(site).error).toBeUndefined();
    for (const { slug, ...section } of sections)
      expect([sectionSlug.safeParse({ slug }).error, sectionInput.safeParse(section).error]).toEqual([
        undefined,
        undefined,
      ]);
    for (const { slug, ...author } of authors)
      expect(authorInput.safeParse(author).error, slug).toBeUndefined();
    for (const picture of Object.values(pictures))
      expect(pictureInput.safeParse(picture).error).toBeUndefined();
  });

  it.each(stories)("has all that publishing %s needs", (_, path) => {
    const { headline, language, hoursAgo, picture, article } = parseStory(readFileSync(path, "utf8"));
    const { kind, section, authors: writers } = articleInput.parse({ ...article, headline, language });
    expect(hoursAgo).toBeGreaterThan(0);
    expect(slugsOf(authors)).toEqual(expect.arrayContaining(writers));
    const isSigned = kind === "story" || kind === "opinion";
    expect(isSigned ? slugsOf(sections) : null).toEqual(
      isSigned ? expect.arrayContaining([section]) : section,
    );
    if (picture) expect(Object.keys(pictures)).toContain(picture);
  });

  it("has comments on stories that are there, with grounds where an editor needs one", () => {
    const headlines = stories.map(([, path]) => parseStory(readFileSync(path, "utf8")).headline);
    for (const { story, replies = [], ...comment } of comments) {
      expect(headlines).toContain(story);
      for (const { name, body, decision, ground } of [comment, ...replies]) {
        expect(commentInput.safeParse({ name, body }).error, name).toBeUndefined();
        if (decision) expect(decisionInput.safeParse({ decision, ground }).error, name).toBeUndefined();
      }
    }
  });

  it.each([
    ["no front matter", "A text."],
    ["a member that no story has", "---\nheadlin: A\n---\nText."],
  ])("refuses a story with %s", (_, text) => {
    expect(() => parseStory(text)).toThrow(/Front matter/);
  });
});
