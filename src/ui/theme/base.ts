/** Colours, type, links, masthead, footer, what every page has; and what print and other scripts change. */
export const BASE = `
:root {
  color-scheme: light dark;
  --paper: #fefcf8; --ink: #1a1916; --soft: #5e5a52; --line: #ddd8ce; --mark: #9b2519; --tint: #f5f1e8;
  --serif: "Iowan Old Style", "Palatino Linotype", P052, Georgia, serif;
  --sans: system-ui, sans-serif;
  --gap: clamp(1.5rem, 3vw, 2.75rem);
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #161513; --ink: #e8e4dc; --soft: #a9a499; --line: #3b3832; --mark: #f2917f; --tint: #211f1b; }
}
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: none; }
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
picture { display: contents; }
.meta, .label, nav, small, figcaption, .banner, button, label, .rail time { font: .8125rem/1.5 var(--sans); color: var(--soft); }
.label { font-weight: 600; color: var(--mark); }
.standfirst { font-size: 1.25rem; line-height: 1.45; }
time { unicode-bidi: isolate; }
address { font-style: normal; line-height: 1.85; }
.skip, .hidden { position: absolute; inset-inline-start: 1rem; inset-block-start: 0; padding: .75rem 1rem; background: var(--paper); z-index: 1; }
.skip:not(:focus), .hidden { clip-path: inset(50%); }
.banner { margin-inline: calc(50% - 50vw); padding: .6rem 1rem; text-align: center; background: var(--mark); color: var(--paper); font-weight: 600; }
.banner a { color: inherit; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 clamp(.6rem, 2vw, 1.5rem); padding: 0; list-style: none; }
nav a { display: block; padding-block: .5rem; font-size: clamp(.8125rem, .7rem + .5vw, .875rem); font-weight: 500; color: var(--ink); }
nav [aria-current]:not(:hover) { text-decoration: underline 2px var(--mark); text-underline-offset: .45em; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: 2rem; padding-block: .75rem .25rem; border-block-end: 1px solid var(--ink); }
header > p:first-child, footer p { font-size: 1.625rem; font-weight: 600; letter-spacing: -.02em; }
main { padding-block: var(--gap); }
footer { margin-block-start: 2rem; padding-block: 1.5rem 3rem; border-block-start: 3px double var(--ink); }
.end { padding-block: .75rem; border-block-start: 1px solid var(--line); font-size: 1rem; }
:is(h1, h2, h3, h4, p):dir(rtl), :is(h1, h2, h3, h4, p):lang(ja, zh, ko, th) { letter-spacing: 0; font-style: normal; }
main :is(h1, h2, h3):is(:dir(rtl), :lang(ja, zh, ko, th)) { line-height: 1.4; }
@media print { nav, .rail, .banner, .skip, .pager { display: none; } body { font-size: 11pt; } }
`;
