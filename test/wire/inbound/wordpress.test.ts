import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Unusable } from "../../../src/wire/inbound/kind.ts";
import { wordpress } from "../../../src/wire/inbound/wordpress.ts";
import { itemBy, outcomeOf, readBy, tableOf, wordsOf } from "../../support/deliveries.ts";
import { fileNamed, filesOf, jsonOf } from "../../support/fixture-files.ts";
import { postsIn } from "../../support/wxr.ts";

const files = filesOf(env.WORDPRESS_FILES);
const post = {
  id: 12,
  type: "post",
  status: "publish",
  date_gmt: "2019-11-07T15:36:54",
  modified_gmt: "2019-11-07T15:37:03",
  title: { rendered: "Harbour &#038; Sea &#8211; <em>open</em>" },
  content: { rendered: "<p>It opened.</p>", protected: false },
};
const read = (members: object) => itemBy(wordpress, { ...post, ...members });

describe("a post of WordPress's", () => {
  it("is told by its id, and by the time of its change, which is in UTC", () => {
    expect(read({})).toMatchObject({
      externalId: "12",
      version: null,
      at: Date.parse("2019-11-07T15:37:03Z"),
      article: { headline: "Harbour & Sea – open", publishAt: Date.parse("2019-11-07T15:36:54Z") },
    });
    expect(read({ modified_gmt: "0000-00-00T00:00:00" }).at).toBeNull();
  });

  it("is withdrawn in the bin, as a draft, when private, behind a password, or deleted", () => {
    for (const status of ["trash", "draft", "private", "pending", "auto-draft"])
      expect([status, read({ status }).action]).toEqual([status, "withdraw"]);
    expect(read({ content: { rendered: "", protected: true } }).action).toBe("withdraw");
    expect(itemBy(wordpress, { deleted: true, previous: post })).toMatchObject({
      externalId: "12",
      action: "withdraw",
    });
    expect(outcomeOf(readBy(wordpress, { ...post, status: "wc-paid" }))).toBe("unusable");
  });

  it("comes out later when it is scheduled", () => {
    expect(read({ status: "future", date_gmt: "2026-12-24T00:00:00" }).article?.publishAt).toBe(
      Date.parse("2026-12-24T00:00:00Z"),
    );
    expect(outcomeOf(readBy(wordpress, { ...post, status: "future", date_gmt: null }))).toBe("unusable");
  });

  it("is ignored as a page or a part of the site, and taken under a type of a plugin's", () => {
    for (const type of ["page", "attachment", "revision", "nav_menu_item", "wp_template"])
      expect([type, read({ type }).action]).toEqual([type, "ignore"]);
    expect(read({ type: "mycpt" }).action).toBe("publish");
    const term = { id: 12, name: "Sport", taxonomy: "category" };
    expect(itemBy(wordpress, term).action).toBe("ignore");
    expect(itemBy(wordpress, { deleted: true, previous: term }).action).toBe("ignore");
  });

  it("has the excerpt that somebody wrote, and not the one that was cut", () => {
    expect(read({ excerpt: { rendered: "<p>In &#8220;short&#8221;</p>\n" } }).article?.standfirst).toBe(
      "In “short”",
    );
    expect(read({ excerpt: { rendered: "<p>It opened [&hellip;]</p>" } }).article?.standfirst).toBe("");
  });

  it("has no standfirst where WordPress made the excerpt of all of a short text", () => {
    const rendered =
      '<h2>Soon</h2>\n<figure><img src="https://a.example/i.png"><figcaption>Quay</figcaption></figure>\n<ul><li>Ropes</li><li>Fish</li></ul>';
    const content = { rendered };
    const made = read({ content, excerpt: { rendered: "<p>Soon RopesFish</p>\n" } });
    expect(made.article?.standfirst).toBe("");
    expect(made.article?.body.source).toContain("Quay");
    expect(read({ content, excerpt: { rendered: "<p>Soon, ropes</p>" } }).article?.standfirst).toBe(
      "Soon, ropes",
    );
  });

  it("draws captions as figures, and leaves out what plugins put in", () => {
    const rendered =
      '<div id="a" style="width: 9px" class="wp-caption aligncenter"><a href="/x"><img src="https://a.example/i.png" ' +
      'srcset="y"></a><p class="wp-caption-text">Mine</p></div><div class="sharedaddy"><a href="/s">Share</a></div>' +
      "<!-- wp:paragraph --><p>T</p><!-- /wp:paragraph -->";
    expect(read({ content: { rendered } }).article?.body.source).toBe(
      '<figure><img src="https://a.example/i.png"><figcaption>Mine</figcaption></figure><p>T</p>',
    );
  });
});

describe("an address within a post of WordPress's", () => {
  it("is that of the sender's site, and never of ours", () => {
    const rendered =
      '<p><a href="/about">A</a><a href="#note">B</a><a href="javascript:x()">C</a><img src="/media/2020/1/x.png" alt="D">' +
      '<img src="//cdn.example/y.png"></p>';
    const link = "https://blog.example/2020/post/";
    expect(read({ content: { rendered }, link }).article?.body.source).toBe(
      '<p><a href="https://blog.example/about">A</a><a>B</a><a>C</a>' +
        '<img src="https://blog.example/media/2020/1/x.png" alt="D"><img src="https://cdn.example/y.png"></p>',
    );
    expect(read({ content: { rendered } }).article?.body.source).toBe(
      '<p><a>A</a><a>B</a><a>C</a><img alt="D"><img src="https://cdn.example/y.png"></p>',
    );
  });
});

describe.runIf(files.length > 0)("posts of WordPress's REST API", () => {
  const of = (name: string) =>
    itemBy(wordpress, jsonOf(fileNamed(files, `ghost-migrate/mg-wp-api/${name}.json`)));

  it("name their authors, terms and picture where they are embedded", () => {
    expect(of("single-post").article).toMatchObject({
      headline: "My Awesome Post",
      authors: ["Guest Writer"],
      sections: ["boop", "Boop"],
      topics: ["foo", "Bar & Baz", "boop", "beep"],
      standfirst: "This is my strong headline thing. Here we have some excerpt content",
      lead: {
        url: "https://mysite.com/wp-content/uploads/2019/11/BOOP.jpg",
        alt: "Boopity",
        caption: "This is Boopity",
      },
    });
    expect(of("co-authors-post").article?.authors).toEqual(["Alice Smith", "Bob Jones"]);
    expect(of("single-post-no-author").article?.authors).toBeUndefined();
    expect(of("single-post-with-html-in-title").article?.headline).toMatch(
      /^Lorem ipsum dolor sit amet, consectetur/,
    );
    expect(of("single-page").action).toBe("ignore");
  });

  it("are items, or unusable, and nothing else", () => {
    const payloads = files
      .filter(({ name }) => name.endsWith(".json"))
      .flatMap((file) => [jsonOf(file)].flat());
    const rows = payloads.map((payload) => ({
      folder: "mg-wp-api",
      outcome: outcomeOf(readBy(wordpress, payload)),
    }));
    console.log(JSON.stringify(tableOf(rows)));
    expect(rows.filter(({ outcome }) => outcome === "publish").length).toBe(9);
  });

  it("built from an export are articles to read", () => {
    const posts = postsIn(fileNamed(files, "theme-unit-test/themeunittestdata.wordpress.xml").bytes);
    const lacking: unknown[] = [];
    const rows = posts.map((payload) => {
      const item = readBy(wordpress, payload);
      const isRead =
        item instanceof Unusable || item.action !== "publish" || item.article?.body.source === "";
      if (!isRead && wordsOf(item) === "") lacking.push(payload.title);
      return { folder: String(payload.type), outcome: outcomeOf(item) };
    });
    console.log(JSON.stringify(tableOf(rows)));
    expect(rows.length).toBe(180);
    expect(lacking).toEqual([]);
  });
});
