import { html } from "hono/html";

/** What ends a link: space, quotes, and bidi controls, by which an address could be read backwards. */
const OUTSIDE = "\\s<>\"'“”«»\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const LINK = new RegExp(`https?://[^${OUTSIDE}]+[^${OUTSIDE}.,;:!?)\\]}]`, "giu");
const MAX_TRUSTED_LINKS = 3;

/** A comment's text as HTML: paragraphs, line breaks and links, everything else literally. */
export function commentHtml(text: string): string {
  return text
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => `<p>${paragraph.split("\n").map(lineHtml).join("<br>")}</p>`)
    .join("");
}

function lineHtml(text: string): string {
  let at = 0;
  let out = "";
  for (const match of text.matchAll(LINK)) {
    const [url] = match;
    out += escaped(text.slice(at, match.index));
    out += URL.canParse(url)
      ? String(html`<a href="${url}" rel="ugc nofollow noopener">${url}</a>`)
      : escaped(url);
    at = match.index + url.length;
  }
  return out + escaped(text.slice(at));
}

function escaped(text: string): string {
  return String(html`${text}`);
}

/** True where even a trusted commenter's text waits for an editor. */
export function hasManyLinks(text: string): boolean {
  return (text.match(LINK)?.length ?? 0) > MAX_TRUSTED_LINKS;
}
