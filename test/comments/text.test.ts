import { beforeEach, describe, expect, it } from "vitest";
import { commentHtml, hasManyLinks } from "../../src/comments/text.ts";
import { FORM_SCRIPT } from "../../src/ui/scripts.ts";
import { aComment, aPublishedComment, fillIn, rowsOf, textOf } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { HOSTILE } from "../support/hostile.ts";
import { ORIGIN } from "../support/request.ts";

const LINK = /<a href="(https?:\/\/[^"<>]+)" rel="ugc nofollow noopener">([^"<>]+)<\/a>/giu;

/** What is left of the markup when the links that may be there are taken out. */
function markupOf(html: string): string[] {
  return Array.from(html.replace(LINK, "").matchAll(/<[^>]*>?/g), ([tag]) => tag);
}

describe("a comment's text as HTML", () => {
  it.each([
    ["plain", "<p>plain</p>"],
    ["a\nb", "<p>a<br>b</p>"],
    ["a\n\nb\nc\n\n\n\nd", "<p>a</p><p>b<br>c</p><p>d</p>"],
    ["a\n \t\n\u00a0\nb", "<p>a</p><p>b</p>"],
    ["1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"],
    ["**bold** _it_ # no", "<p>**bold** _it_ # no</p>"],
    ["&lt;b&gt;", "<p>&amp;lt;b&amp;gt;</p>"],
    [
      "ftp://example.com mailto:a@b.example //example.com www.example.com",
      "<p>ftp://example.com mailto:a@b.example //example.com www.example.com</p>",
    ],
    ["http://", "<p>http://</p>"],
    ["http://[::1", "<p>http://[::1</p>"],
  ])("%j is %s", (text, html) => {
    expect(commentHtml(text)).toBe(html);
  });

  it.each([
    ["See https://example.com/a.", "https://example.com/a"],
    ["(http://example.com/a?b=c&d=e#f)", "http://example.com/a?b=c&d=e#f"],
    ["“https://example.com/ü/é”", "https://example.com/ü/é"],
    ["HTTPS://EXAMPLE.COM/A!", "HTTPS://EXAMPLE.COM/A"],
    ['https://example.com/"onclick="x', "https://example.com/"],
    ["https://example.com/\u202egpj.exe", "https://example.com/"],
    ["https://example.com\u2066/x", "https://example.com"],
    ["<https://example.com/a>", "https://example.com/a"],
  ])("%j links %s and nothing else", (text, url) => {
    const escaped = url.replaceAll("&", "&amp;");
    const link = `<a href="${escaped}" rel="ugc nofollow noopener">${escaped}</a>`;
    expect(commentHtml(text)).toContain(link);
    expect(commentHtml(text).split("<a ")).toHaveLength(2);
  });

  it.each(HOSTILE)("is inert: %s", (text) => {
    const html = commentHtml(text);
    for (const tag of markupOf(html)) expect(["<p>", "</p>", "<br>"]).toContain(tag);
    expect(html).not.toMatch(/href="(?!https?:\/\/)/i);
  });

  it("takes no longer for text made to be slow", () => {
    const began = performance.now();
    for (const text of [
      "http://".repeat(428),
      `http://${"!".repeat(2_993)}`,
      "\n ".repeat(1_500),
      "http://. ".repeat(333),
    ])
      commentHtml(text);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it.each([
    [3, false],
    [4, true],
  ])("has many links with %i: %s", (count, isMany) => {
    const links = Array.from({ length: count }, (_, n) => `https://example.com/${n}`);
    expect(hasManyLinks(links.join("\n"))).toBe(isMany);
  });
});

describe("hostile text is inert", () => {
  let token: string;
  let article: ArticleJson;

  beforeEach(async () => {
    token = await aPaper();
    article = await aStory(token);
  });

  it("in the discussion, and kept as typed", async () => {
    for (const body of HOSTILE)
      await aPublishedComment(token, article.path, { body, name: `A ${body.slice(0, 50)}` });
    expect(await dangersIn(await textOf(`${article.path}/comments`))).toEqual([]);
    expect(await dangersIn(await textOf(`${article.path}/comments/fragment`))).toEqual([]);
    const rows = await rowsOf<{ body: string }>("comments");
    expect(rows.map(({ body }) => body)).toEqual(HOSTILE);
  });

  it("by a measure that notices what is not", async () => {
    expect(await dangersIn('<p onclick="a"><img src=x onerror=a><a href=javascript:a>')).toEqual([
      "onclick",
      "img",
      "onerror",
      "javascript:a",
    ]);
  });

  it("on receipts and refused forms", async () => {
    for (const body of HOSTILE) {
      const { receiptUrl } = await aComment(article.path, { body });
      expect(await dangersIn(await textOf(receiptUrl.slice(ORIGIN.length))), body).toEqual([]);
      const refused = await fillIn(article.path, { body, name: body + "x".repeat(61) });
      expect(refused.status).toBe(422);
      expect(await dangersIn(await refused.text()), body).toEqual([]);
    }
  });
});

/** The one script that a comments page carries. */
const OWN_SCRIPT = `<script>${FORM_SCRIPT}</script>`;

/** What a browser would find in the page that none of ours has. */
async function dangersIn(html: string): Promise<string[]> {
  const found: string[] = [];
  const element = (it: Element) => {
    if (["script", "img", "svg", "iframe", "object"].includes(it.tagName)) found.push(it.tagName);
    for (const [name = "", value = ""] of it.attributes) {
      if (name.startsWith("on")) found.push(name);
      if (["href", "action"].includes(name) && !/^(\/(?!\/)|#|https?:)/i.test(value)) found.push(value);
      if (name === "href" && /^https?:/i.test(value) && it.getAttribute("rel") !== "ugc nofollow noopener")
        found.push(value);
    }
  };
  const rewritten = new HTMLRewriter()
    .on("body *", { element })
    .transform(new Response(html.replace(OWN_SCRIPT, "").replace(/^(?!<!doctype)/, "<body>")));
  await rewritten.text();
  return found;
}
