import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ghost } from "../../../src/wire/inbound/ghost.ts";
import { itemBy, NOW, outcomeOf, readBy, wordsOf } from "../../support/deliveries.ts";
import { fileNamed, filesOf, jsonOf } from "../../support/fixture-files.ts";

const files = filesOf(env.GHOST_FILES);
const post = {
  id: "687f639878ce35708d460053",
  title: "Harbour & Sea",
  html: "<p>It opened.</p>",
  status: "published",
  visibility: "public",
  published_at: "2026-02-19T00:01:31.000Z",
  updated_at: "2026-02-19T00:01:38.000Z",
};
const event = (current: object, previous: object = { status: "draft" }) => ({ post: { current, previous } });
const read = (members: object, previous?: object) => itemBy(ghost, event({ ...post, ...members }, previous));
const bodyOf = (html: string) => read({ html }).article?.body.source;

describe("a post of Ghost's", () => {
  it("is told by its id, and by the time of its change", () => {
    expect(read({})).toMatchObject({
      externalId: post.id,
      version: null,
      at: Date.parse(post.updated_at),
      action: "publish",
      article: { headline: "Harbour & Sea", publishAt: Date.parse(post.published_at) },
    });
  });

  it("is withdrawn when it is unpublished, deleted, or for members only", () => {
    expect(read({ status: "draft" }, { status: "published" }).action).toBe("withdraw");
    expect(read({ status: "draft" }, { title: "Old" }).action).toBe("withdraw");
    for (const visibility of ["members", "paid", "tiers"])
      expect(read({ visibility }).action).toBe("withdraw");
    const deleted = itemBy(ghost, event({}, post));
    expect(deleted).toEqual({
      externalId: post.id,
      version: null,
      at: Date.parse(post.updated_at),
      action: "withdraw",
    });
  });

  it("is ignored as a new draft or a newsletter", () => {
    expect(read({ status: "draft" }, {})).toMatchObject({ action: "ignore", why: "It is a draft." });
    expect(read({ status: "sent" }).action).toBe("ignore");
    expect(outcomeOf(readBy(ghost, event({ ...post, status: "other" })))).toBe("unusable");
  });

  it("comes out when it is scheduled", () => {
    const published_at = "2026-12-19T00:00:00.000Z";
    expect(read({ status: "scheduled", published_at }).article?.publishAt).toBe(Date.parse(published_at));
    expect(outcomeOf(readBy(ghost, event({ ...post, status: "scheduled", published_at: null })))).toBe(
      "unusable",
    );
    expect(read({ published_at: new Date(NOW + 60_000).toISOString() }).article?.publishAt).toBeUndefined();
  });

  it("says its authors by name only, its tags but for the newsroom's own, and its picture", () => {
    const article = read({
      authors: [{ name: "Joe Bloggs", email: "jbloggs@example.com", slug: "joe" }],
      tags: [{ name: "Sea", slug: "sea" }, { name: "#internal", visibility: "internal" }, { name: "Ports" }],
      primary_tag: { name: "Sea", slug: "sea" },
      custom_excerpt: "In short",
      canonical_url: "https://elsewhere.example/a",
      feature_image: "https://blog.example/content/images/a.jpg",
      feature_image_caption: '<span>By <a href="https://x.example">Ann</a> &amp; Bo</span>',
      codeinjection_head: "<script>steal()</script>",
    }).article;
    expect(article).toMatchObject({
      authors: ["Joe Bloggs"],
      topics: ["Sea", "Ports"],
      sections: ["sea", "Sea"],
      standfirst: "In short",
      canonicalUrl: "https://elsewhere.example/a",
      lead: { url: "https://blog.example/content/images/a.jpg", alt: "By Ann & Bo", caption: "By Ann & Bo" },
    });
    expect(JSON.stringify(article)).not.toMatch(/@|steal/);
    expect(read({ feature_image: "javascript:alert(1)", canonical_url: "/a" }).article).not.toHaveProperty(
      "lead",
    );
  });

  it("has its cards drawn as plain elements", () => {
    const bookmark =
      '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://a.example/"><div ' +
      'class="kg-bookmark-content"><div class="kg-bookmark-title">A title</div><div class="kg-bookmark-description">' +
      'Long</div></div><div class="kg-bookmark-thumbnail"><img src="https://a.example/t.png"></div></a></figure>';
    expect(bodyOf(bookmark)).toBe('<p><a href="https://a.example/">A title</a></p>');
    expect(
      bodyOf(
        '<div class="kg-card kg-header-card"><div><h2>Big</h2>\n<a href="https://a.example/">Go</a> now\n</div></div>',
      ),
    ).toBe('<h2>Big</h2><p>\n<a href="https://a.example/">Go</a> now\n</p>');
    expect(
      bodyOf('<p>A</p><div class="kg-card kg-signup-card"><form><button>Join</button></form></div>'),
    ).toBe("<p>A</p>");
    expect(
      bodyOf(
        '<div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">💡</div><div ' +
          'class="kg-callout-text">Mind <b>this</b></div></div>',
      ),
    ).toBe("<p>Mind <b>this</b></p>");
    expect(
      bodyOf(
        '<div class="kg-card kg-toggle-card"><div class="kg-toggle-heading"><h4 class="kg-toggle-heading-text">Q' +
          '</h4><button><svg></svg></button></div><div class="kg-toggle-content"><p>A</p></div></div>',
      ),
    ).toBe("<details><summary>Q</summary><p>A</p></details>");
    expect(
      bodyOf('<div class="kg-card kg-button-card"><a href="https://a.example/" class="kg-btn">Go</a></div>'),
    ).toBe('<p><a href="https://a.example/">Go</a></p>');
    const video =
      '<figure class="kg-card kg-video-card kg-card-hascaption"><div class="kg-video-container"><video src="https://' +
      'a.example/v.mp4"></video><div class="kg-video-overlay"><button>Play</button></div><span>0:00</span></div>' +
      "<figcaption>The film</figcaption></figure>";
    expect(bodyOf(video)).toBe('<video src="https://a.example/v.mp4" title="The film"></video>');
    expect(wordsOf(read({ html: video }))).toBe("The film");
    expect(
      bodyOf(
        '<!--kg-card-begin: html--><script>alert(1)</script><p onclick="x()">H</p><!--kg-card-end: html-->',
      ),
    ).toBe("<p>H</p>");
    const image =
      '<figure class="kg-card kg-image-card"><img class="kg-image" src="https://a.example/i.jpg" alt="I" ' +
      'srcset="x 1w"><figcaption>C</figcaption></figure>';
    expect(bodyOf(image)).toBe(
      '<figure><img src="https://a.example/i.jpg" alt="I"><figcaption>C</figcaption></figure>',
    );
  });
});

describe("another event of Ghost's", () => {
  it("is ignored, and nothing of a member is kept", () => {
    const id = "687f639878ce35708d4602fd";
    for (const kind of ["page", "tag", "member"]) {
      const item = itemBy(ghost, {
        [kind]: { current: {}, previous: { id, email: "a@b.example", name: "Ann" } },
      });
      expect(item).toEqual({
        externalId: `${kind}:${id}`,
        version: null,
        at: null,
        action: "ignore",
        why: expect.any(String),
      });
    }
    expect(itemBy(ghost, {})).toMatchObject({ action: "ignore" });
    for (const odd of [
      null,
      4,
      "x",
      [],
      { other: 1 },
      { post: null },
      { post: {} },
      { post: { current: [] } },
    ])
      expect([odd, outcomeOf(readBy(ghost, odd))]).toEqual([odd, "unusable"]);
  });
});

describe.runIf(files.length > 0)("every event that was captured of Ghost", () => {
  const bodies = files.filter(({ name }) => name.startsWith("webhooks/"));
  const expected: Record<string, string> = {
    "post.added": "ignore",
    "post.edited": "withdraw",
    "post.published": "publish",
    "post.published.edited": "publish",
    "post.rescheduled": "publish",
    "post.scheduled": "publish",
    "post.unscheduled": "withdraw",
  };

  it("is read as what it says", () => {
    const rows = bodies.map((file) => {
      const event = file.name.replace(/^webhooks\/(.*)\.body\.json$/, "$1");
      return [event, outcomeOf(readBy(ghost, jsonOf(file)))] as const;
    });
    console.log(JSON.stringify(rows));
    expect(rows.length).toBe(15);
    for (const [event, outcome] of rows)
      expect([event, outcome]).toEqual([event, expected[event] ?? "ignore"]);
  });

  it("that publishes is an article to read, without an address of e-mail", () => {
    const item = itemBy(ghost, jsonOf(fileNamed(files, "webhooks/post.published.body.json")));
    expect(item.article).toMatchObject({ headline: "webhookz", authors: ["Joe Bloggs"] });
    expect(wordsOf(item)).toContain("HTML Ipsum Presents");
    expect(JSON.stringify(item)).not.toContain("@");
  });
});
