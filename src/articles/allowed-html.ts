import type { Schema } from "hast-util-sanitize";

const GLOBAL = ["dir", "lang"];

/**
 * What may stand in an article's body. Everything else is unwrapped (its text stays), and what is in `strip` goes with
 * its content. No ids (they could shadow names of the page), no styles, no classes but those listed, no frames, no forms.
 */
export const ALLOWED: Schema = {
  tagNames: [
    "p", "br", "hr", "h2", "h3", "h4", "blockquote", "cite", "q", "pre", "code", "kbd", "samp",
    "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "img", "a", "aside", "details", "summary",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr", "dfn", "time", "span",
    "bdi", "bdo", "ruby", "rt", "rp", "wbr",
  ],
  attributes: {
    "*": GLOBAL,
    a: ["href", "title", "hrefLang", "rel"],
    img: ["src", "alt", "title", "width", "height"],
    ol: ["start", "reversed"],
    th: ["scope", "colSpan", "rowSpan"],
    td: ["colSpan", "rowSpan"],
    abbr: ["title"],
    time: ["dateTime"],
    aside: [["className", "pullquote"]],
    del: ["dateTime"],
    ins: ["dateTime"],
  },
  protocols: { href: ["http", "https", "mailto"], src: [] },
  strip: [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title", "textarea", "select",
    "button", "audio", "video", "canvas", "xmp", "plaintext", "noembed", "noframes",
  ],
  ancestors: { li: ["ul", "ol"], td: ["table"], th: ["table"], tr: ["table"], thead: ["table"], tbody: ["table"], tfoot: ["table"] },
  allowComments: false,
  allowDoctypes: false,
  clobber: [],
};
