const CSS = `
:root {
  color-scheme: light dark;
  --paper: #fefcf8; --ink: #1a1916; --soft: #5e5a52; --line: #ddd8ce; --mark: #9b2519; --tint: #f5f1e8;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, Charter, Georgia, Cambria, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --gap: clamp(1.5rem, 3vw, 2.75rem);
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #161513; --ink: #e8e4dc; --soft: #a9a499; --line: #3b3832; --mark: #f2917f; --tint: #211f1b; }
}
* { box-sizing: border-box; margin: 0; }
html { text-size-adjust: none; -webkit-text-size-adjust: none; }
body {
  max-inline-size: 94rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 3.5rem);
  background: var(--paper); color: var(--ink); font: 1.125rem/1.6 var(--serif); overflow-wrap: break-word;
}
h1, h2, h3, h4 { font-weight: 600; line-height: 1.15; letter-spacing: -.01em; text-wrap: balance; }
h1 { font-size: clamp(2rem, 1.4rem + 2.6vw, 3.25rem); line-height: 1.08; }
h2 { font-size: 1.375rem; }
h3, h4 { font-size: 1.1875rem; }
p, li { text-wrap: pretty; }
a { color: inherit; text-decoration: underline .06em var(--mark); text-underline-offset: .18em; }
a:hover { color: var(--mark); }
:is(h1, h2, h3, nav, header, footer) a:not(:hover) { text-decoration: none; }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 3px; }
img { display: block; inline-size: 100%; block-size: auto; background: var(--line); }
.meta, .label, nav, small, figcaption, .banner, button, label, .rail time { font: .8125rem/1.5 var(--sans); color: var(--soft); }
.label { font-weight: 600; color: var(--mark); }
.standfirst { font-size: 1.25rem; line-height: 1.45; }
time { unicode-bidi: isolate; }
address { font-style: normal; line-height: 1.85; }
.skip, .hidden { position: absolute; inset-inline-start: 1rem; inset-block-start: 0; padding: .75rem 1rem; background: var(--paper); z-index: 1; }
.skip:not(:focus), .hidden { clip-path: inset(50%); block-size: 1px; inline-size: 1px; overflow: hidden; padding: 0; white-space: nowrap; }
.banner { padding-block: .6rem; text-align: center; border-block-end: 1px solid var(--line); }

/* Masthead and footer. */
nav ul { display: flex; flex-wrap: wrap; gap: 0 clamp(.9rem, 2vw, 1.5rem); padding: 0; list-style: none; }
nav a { display: block; padding-block: .5rem; font-size: .875rem; font-weight: 500; color: var(--ink); }
nav [aria-current]:not(:hover) { text-decoration: underline 2px var(--mark); text-underline-offset: .45em; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: 2rem; padding-block: .75rem .25rem; border-block-end: 1px solid var(--ink); }
header > p:first-child, footer p { font-size: 1.625rem; font-weight: 600; letter-spacing: -.02em; }
header:has(h1) { display: block; padding-block: 1.75rem 0; border: 0; text-align: center; }
header h1 { font-size: clamp(2.25rem, 1rem + 6vw, 5rem); line-height: 1; letter-spacing: -.03em; }
header h1 + p { padding-block: .75rem 1.25rem; font-style: italic; color: var(--soft); }
header:has(h1) ul { justify-content: center; border-block: 3px double var(--ink); border-block-end: 1px solid var(--line); }
main { padding-block: var(--gap); }
footer { margin-block-start: 2rem; padding-block: 1.5rem 3rem; border-block-start: 3px double var(--ink); }

/* Cards. */
.lead, .second, .line, .rail { position: relative; }
:is(.lead, .second, .line) a::after { content: ""; position: absolute; inset: 0; }
:is(.lead, .second) img { aspect-ratio: 3/2; object-fit: cover; }
:is(.lead, .second, .line) p { margin-block-start: .4rem; }
:is(.lead, .second, .line) .label { margin-block: 0 .25rem; }
.lead > div { padding-block: 1rem 1.5rem; }
.lead h2 { font-size: clamp(1.875rem, 1.1rem + 2.4vw, 3rem); line-height: 1.08; }
.lead p:not([class]) { margin-block-start: .75rem; font-size: 1.1875rem; line-height: 1.45; }
.second { display: grid; grid-template-columns: minmax(0, 1fr) 6.5rem; gap: 1rem; align-items: start; }
.second, .line { padding-block: 1rem 1.25rem; border-block-start: 1px solid var(--line); }
.second > img { grid-area: 1/2; margin-block-start: .25rem; }
.second > div { grid-area: 1/1; }
.second > :only-child { grid-column: 1/-1; }
:is(.second, .line) :is(h2, h3) { font-size: 1.25rem; }
.second p:not([class]) { max-inline-size: 38rem; font-size: 1rem; line-height: 1.5; color: var(--soft); }

/* The In Short rail. */
main > .rail { margin-block-start: 2.5rem; }
.rail > h2 { padding-block: .6rem; border-block-start: 2px solid var(--ink); font-size: 1.25rem; }
.rail ul { padding: 0; list-style: none; }
.rail li { padding-block: .6rem; border-block-start: 1px solid var(--line); font-size: 1rem; line-height: 1.35; }
.rail li a { display: block; padding-block: .15rem; text-decoration: none; }
.end { padding-block: .75rem; border-block-start: 1px solid var(--line); font-size: 1rem; }
.front > section { margin-block-start: 2.5rem; }
.front > section > h2 { padding-block: .6rem .75rem; border-block-start: 2px solid var(--ink); }
.front h2 + .second { grid-template-columns: minmax(0, 1fr); padding-block-start: 0; border: 0; }
.front h2 + .second > * { grid-area: auto; margin: 0; }
.front h2 + .second h3 { font-size: 1.5rem; }
.list h1 + p { padding-block-start: .5rem; }
.list .lead, .list h1 { margin-block-end: 1rem; }
.list :is(.lead, .end) { margin-block-start: 1.5rem; }
.pager { padding-block: 1rem; border-block-start: 1px solid var(--line); }

/* What is read at length. */
.story > *, .sheet { max-inline-size: 40rem; margin-inline: auto; }
.sheet h1 { font-size: clamp(1.875rem, 1.4rem + 1.8vw, 2.5rem); }
.brief { padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); }
.brief > * + * { margin-block-start: .5rem; }
.sheet > form { padding-block-start: 1.5rem; }
.head { display: grid; gap: .75rem; padding-block-end: 1.25rem; }
.story article > .meta { display: grid; gap: .5rem; align-content: start; padding-block-end: 1.5rem; }
address a:not(:hover) { color: var(--ink); }
address b { color: var(--ink); font-weight: 600; }
:where(.body, .body li, .sheet, .sheet article, blockquote, .policy, .appeal, form, .comments div) > * + * { margin-block-start: 1.15rem; }
:is(.body, .sheet) > h2 { margin-block-start: 2.25rem; }
.body :is(ul, ol), .policy ul, .sheet > ul { padding-inline-start: 1.25rem; }
.body img { inline-size: auto; max-inline-size: 100%; }
figure { padding-block-end: 1.25rem; }
figcaption { padding-block-start: .5rem; }
blockquote { padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--mark); }
.pullquote { padding-block: 1.25rem; border-block: 1px solid var(--line); font-size: 1.5rem; line-height: 1.35; text-wrap: balance; }
hr { inline-size: 5rem; margin-inline: auto; border: 0; border-block-start: 1px solid var(--soft); }
table { display: block; overflow-x: auto; overflow-wrap: anywhere; border-collapse: collapse; font-size: 1rem; }
pre { white-space: pre-wrap; }
th, td { padding-block: .4rem; padding-inline-end: 1.5rem; border-block-end: 1px solid var(--line); text-align: start; }
pre, code { font-size: .875em; }
.correction { margin-block-start: 1.5rem; padding: 1rem 1.25rem; background: var(--tint); }
.appeal { margin-block-start: 3rem; padding: 1.5rem; background: var(--tint); border-block-start: 2px solid var(--mark); }
.policy { margin-block-start: 3rem; padding-block: 1rem; border-block-start: 2px solid var(--ink); font-size: 1rem; }
.act, button { display: inline-block; padding: .6rem 1.1rem; border: 1px solid var(--ink); border-radius: 2px; background: none; color: var(--ink); font: 600 .9375rem/1.5 var(--sans); text-decoration: none; }
:is(.act, button):hover { background: var(--ink); color: var(--paper); cursor: pointer; }

/* The discussion. */
.comments, .comments ol { padding: 0; list-style: none; }
.comments li { padding-block: 1rem; border-block-start: 1px solid var(--line); }
.comments ol { margin-block-start: 1rem; padding-inline-start: 1.5rem; border-inline-start: 2px solid var(--line); }
.comments b { color: var(--ink); font-size: .9375rem; }
.comments .meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; }
.comments .meta:last-of-type { padding-block-start: .35rem; }
:target { background: var(--tint); }
label { display: block; color: var(--ink); font-weight: 600; }
input, textarea { display: block; inline-size: 100%; margin-block-start: .25rem; padding: .6rem; border: 1px solid var(--soft); border-radius: 2px; background: none; color: inherit; font: inherit; }
[aria-invalid] { border: 2px solid var(--mark); }
.problems { padding: 1rem 1.25rem; border: 2px solid var(--mark); }
label + small { display: block; }
small strong { color: var(--mark); }

@media (min-width: 40rem) {
  .top { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: var(--gap); }
  .top > :is(.lead, .rail) { grid-column: 1/-1; }
  .top ul { columns: 2; column-gap: var(--gap); }
  .top li { break-inside: avoid; }
  .list .lead { display: grid; grid-template-columns: 3fr 2fr; gap: 1.5rem; }
  .list .lead > div { padding: 0; }
  .list .lead h2 { font-size: clamp(1.5rem, 1rem + 1.5vw, 2.125rem); }
  .list .lead > :only-child { grid-column: 1/-1; }
  .list .second { grid-template-columns: minmax(0, 1fr) 12rem; gap: 2rem; }
  .front > section { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); column-gap: var(--gap); }
  .front > section > h2, .front h2 + .second { grid-column: 1/-1; }
  .front h2 + .second { grid-template-columns: 5fr 4fr; gap: 1.5rem; }
  .front h2 + .second > :only-child { grid-column: 1/-1; }
}
@media (min-width: 64rem) {
  .front .top { grid-template-columns: repeat(6, minmax(0, 1fr)) 13.5rem; }
  .top > .lead { grid-area: 1/1/span 2/span 4; }
  .top > .second { grid-column: span 2; grid-template-columns: minmax(0, 1fr) 30%; }
  .top > :is(:nth-child(2), :nth-child(3)) { display: block; grid-column: 5/span 2; }
  .top > :is(:nth-child(2), :nth-child(3)) > img { margin-block: 0 .75rem; }
  .top > :nth-child(2) { padding-block-start: 0; border: 0; }
  .top > :nth-child(4):nth-last-child(3), .top > :nth-child(5):nth-last-child(2) { grid-column: span 3; }
  .top > .rail { grid-area: 1/7/span 9; }
  .top ul { columns: auto; }
  .top > :not(.lead)::before, .line::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: calc(var(--gap) / -2); border-inline-start: 1px solid var(--line); }
  .top > :nth-child(3n + 4).second::before { display: none; }
  .front > section { grid-template-columns: minmax(0, 7fr) minmax(0, 3fr); }
  .front h2 + .second { grid-area: 2/1/span 9; }
  .front h2 + .second h3 { font-size: 1.75rem; }
  .second + .line { padding-block-start: 0; border: 0; }
  .list, .story { display: grid; grid-template-columns: minmax(0, 54rem) 14rem; justify-content: space-between; column-gap: var(--gap); }
  .story { grid-template-columns: minmax(11.5rem, 1fr) minmax(0, 40rem) minmax(14rem, 1fr); }
  .story > * { grid-column: 2; max-inline-size: none; margin-inline: 0; }
  .story > .rail { grid-area: 1/3/span 9; justify-self: end; inline-size: 14rem; }
  main > .rail { margin: 0; }
  .story > article { display: grid; grid-template-columns: subgrid; grid-column: 1/3; }
  .story > article > * { grid-column: 2; }
  .story > article > :is(figure, .head) { grid-column: 1/-1; }
  .story > article > .meta { grid-column: 1; padding-block-start: .35rem; }
  address span { display: block; }
}

/* Scripts that stand taller, or know neither letter-spacing nor italics. */
:is(h1, h2, h3, h4, p):dir(rtl), :is(h1, h2, h3, h4, p):is(:lang(ja), :lang(zh), :lang(ko)) { letter-spacing: 0; font-style: normal; }
main :is(h1, h2, h3):is(:dir(rtl), :lang(ja), :lang(zh), :lang(ko)) { line-height: 1.4; }
:is(.body, .standfirst):is(:dir(rtl), :lang(ja), :lang(zh), :lang(ko)) { line-height: 1.85; }

@media print {
  nav, .rail, .appeal, .policy, .skip { display: none; }
  body { font-size: 11pt; }
}
`;

/** The site's whole style sheet, squeezed; it stands in each page's head. */
export const THEME = squeeze(CSS);

/** The style sheet's hash, as a Content-Security-Policy names it. */
export const THEME_HASH = `'sha256-${base64(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(THEME)))}'`;

function squeeze(css: string): string {
  return css
    .replace(/\/\*[^*]*\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
