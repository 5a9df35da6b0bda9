/** What is read at length: an article's body, a standing page, the comment policy. */
export const PROSE = `
.sheet { max-inline-size: 40rem; margin-inline: auto; }
.sheet h1 { font-size: clamp(1.875rem, 1.4rem + 1.8vw, 2.5rem); }
:where(.body, .body li, .sheet, .sheet article, blockquote, .policy, .appeal, form, .comments div) > * + * { margin-block-start: 1.15rem; }
:is(.body, .sheet) > h2 { margin-block-start: 2.25rem; }
.body :is(ul, ol), .policy ul, .sheet > ul { padding-inline-start: 1.25rem; }
.body { hyphens: auto; hyphenate-limit-chars: 9 4 4; }
.body:is(:lang(ar), :lang(fa), :lang(he), :lang(ur), :lang(ja), :lang(zh), :lang(ko), :lang(th)) { hyphens: manual; }
.body:lang(ko) { word-break: keep-all; }
.body:is(:lang(ja), :lang(zh)) { line-break: strict; text-spacing-trim: trim-start; }
:is(.body, .standfirst):is(:dir(rtl), :lang(ja), :lang(zh), :lang(ko), :lang(th)) { line-height: 1.85; }
.body img { inline-size: auto; max-inline-size: 100%; }
figure { padding-block-end: 1.25rem; }
figcaption { padding-block-start: .5rem; }
blockquote { padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--mark); }
.pullquote { padding-block: 1.25rem; border-block: 1px solid var(--line); font-size: 1.5rem; line-height: 1.35; text-wrap: balance; }
hr { inline-size: 5rem; margin-inline: auto; border: 0; border-block-start: 1px solid var(--soft); }
table { display: block; overflow-x: auto; overflow-wrap: anywhere; border-collapse: collapse; font-size: 1rem; font-variant-numeric: tabular-nums; hyphens: manual; }
pre { white-space: pre-wrap; hyphens: none; }
th, td { padding-block: .4rem; padding-inline-end: 1.5rem; border-block-end: 1px solid var(--line); text-align: start; }
pre, code { font-size: .875em; }
.correction { margin-block-start: 1.5rem; padding: 1rem 1.25rem; background: var(--tint); }
.act, button { display: inline-block; padding: .6rem 1.1rem; border: 1px solid var(--ink); border-radius: 2px; background: none; color: var(--ink); font: 600 .9375rem/1.5 var(--sans); text-decoration: none; }
:is(.act, button):hover { background: var(--ink); color: var(--paper); cursor: pointer; }
`;
