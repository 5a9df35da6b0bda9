import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ghost } from "../../../src/wire/inbound/ghost.ts";
import type { Kind } from "../../../src/wire/inbound/kind.ts";
import { Unusable } from "../../../src/wire/inbound/kind.ts";
import { superdesk } from "../../../src/wire/inbound/superdesk.ts";
import { wordpress } from "../../../src/wire/inbound/wordpress.ts";
import { readBy, wordsOf } from "../../support/deliveries.ts";
import { filesOf, jsonOf } from "../../support/fixture-files.ts";
import { HOSTILE } from "../../support/hostile.ts";

const kinds: Record<string, Kind> = { superdesk, ghost, wordpress };
const odd: unknown[] = [
  null,
  true,
  0,
  -1,
  Number.POSITIVE_INFINITY,
  "",
  "\ud800",
  [],
  [null],
  {},
  { toString: null },
  { length: -1 },
  JSON.parse('{"__proto__":{"a":1},"constructor":"x"}'),
  "x".repeat(100_000),
  "<b>".repeat(5_000),
  ...HOSTILE,
];
const members = {
  superdesk:
    "guid uri version type pubstatus versioncreated headline headlines title body_html bodies description_text descriptions " +
    "language authors byline by subject subjects service associations embargoed publish_schedule firstpublished evolvedfrom",
  ghost:
    "id title html status visibility published_at updated_at authors primary_author tags primary_tag custom_excerpt " +
    "canonical_url feature_image feature_image_alt feature_image_caption",
  wordpress:
    "id type status date_gmt modified_gmt title content excerpt _embedded jetpack_featured_media_url deleted previous",
};
const base: Record<string, Record<string, unknown>> = {
  superdesk: { guid: "1", headline: "A", body_html: "<p>B</p>" },
  ghost: { id: "1", title: "A", status: "published", html: "<p>B</p>" },
  wordpress: { id: 1, title: { rendered: "A" }, content: { rendered: "<p>B</p>" } },
};

/** The payload of a kind with one member changed. */
function payloadOf(kind: string, changed: Record<string, unknown>): unknown {
  const piece = { ...base[kind], ...changed };
  return kind === "ghost" ? { post: { current: piece, previous: { title: "Old" } } } : piece;
}

/** What stands in the place of a member: the value, in a list, and as the texts of all objects that senders nest. */
function shapesOf(value: unknown): unknown[] {
  const inner = {
    name: value,
    code: value,
    value,
    rendered: value,
    role: value,
    contenttype: value,
    href: value,
  };
  const nested = {
    ...inner,
    renditions: { original: inner, x: value },
    type: "picture",
    author: [inner],
    current: value,
  };
  return [
    value,
    [value],
    nested,
    [nested],
    { featuremedia: nested, editor_0: value, "wp:term": [[inner]], "wp:featuredmedia": [nested] },
  ];
}

describe.each(Object.keys(kinds))("what means harm in a payload for %s", (name) => {
  const kind = kinds[name] as Kind;

  it("is read or unusable, and gives an article that can be stored", () => {
    const names = members[name as keyof typeof members].split(" ");
    let read = 0;
    for (const value of odd)
      for (const shape of shapesOf(value))
        for (const member of names) {
          const item = readBy(kind, payloadOf(name, { [member]: shape }));
          if (item instanceof Unusable || !item.article) continue;
          read++;
          const { headline, standfirst = "", topics = [], authors = [] } = item.article;
          const lines = [item.externalId, headline, standfirst, ...topics, ...authors];
          expect(
            lines.every((line) => typeof line === "string" && line.isWellFormed() && !/\p{Cc}/u.test(line)),
          ).toBe(true);
          expect([headline.length <= 200, standfirst.length <= 600]).toEqual([true, true]);
          expect(item.article.body.source).not.toMatch(/<script|onerror=|onload=/i);
        }
    expect(read).toBeGreaterThan(500);
  });

  it("is refused as a whole where it is no object of theirs", () => {
    for (const value of odd.filter(
      (each) => typeof each !== "object" || each === null || Array.isArray(each),
    ))
      expect(readBy(kind, value)).toBeInstanceOf(Unusable);
  });

  it.runIf(env.HOSTILE_JSON !== "[]")(
    "is taken from each odd JSON file, as the payload and within it",
    () => {
      let parsed = 0;
      for (const file of filesOf(env.HOSTILE_JSON)) {
        const value = jsonOf(file);
        if (value === undefined) continue;
        parsed++;
        readBy(kind, value);
        const item = readBy(
          kind,
          payloadOf(name, { associations: value, authors: value, tags: value, _embedded: value }),
        );
        expect(item instanceof Unusable ? "" : wordsOf(item)).toBe("B");
      }
      expect(parsed).toBeGreaterThan(60);
    },
  );
});
