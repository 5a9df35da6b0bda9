/** What is read at length: an article's body, a standing page, the comment policy. */
export const PROSE = `
:where(.body, .body li, .sheet, .sheet article, blockquote, .policy, .appeal, form, .comments div) > * + * { margin-block-start: 1.15rem; }
:is(.body, .sheet) > h2 { margin-block-start: 2.25rem; }
.body :is(ul, ol), .policy ul, .sheet > ul { padding-inline-start: 1.25rem; }
.body:lang(de, nl, sv, da, nb, fi, hu, ru, pl) { hyphens: auto; }
.body:lang(ko) { word-break: keep-all; }
.body:lang(ja, zh) { line-break: strict; }
:is(.body, .standfirst):is(:dir(rtl), :lang(ja, zh, ko, th)) { line-height: 1.85; }
figure { padding-block-end: 1.25rem; }
figcaption { padding-block-start: .5rem; }
`;

/** What few texts hold: tables, code, quotations, pictures, and what had to be corrected. */
export const RICH = `
.body img + img { margin-block-start: .5rem; }
.body img { inline-size: auto; max-inline-size: 100%; }
blockquote { padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--mark); }
.pullquote { padding-block: 1.25rem; border-block: 1px solid var(--line); font-size: 1.5rem; line-height: 1.35; text-wrap: balance; }
hr { inline-size: 5rem; margin-inline: auto; border: 0; border-block-start: 1px solid var(--soft); }
table { display: block; overflow-x: auto; overflow-wrap: anywhere; border-collapse: collapse; font-size: 1rem; font-variant-numeric: tabular-nums; hyphens: manual; }
pre { white-space: pre-wrap; hyphens: none; }
th, td { padding-block: .4rem; padding-inline-end: 1.5rem; border-block-end: 1px solid var(--line); text-align: start; }
pre, code { font-size: .875em; }
.correction { margin-block-start: 1.5rem; padding: 1rem 1.25rem; background: var(--tint); }
.story article > aside { grid-column: 1/-1; margin-block-end: 1.5rem; padding-block-end: .75rem; border-block-end: 1px solid var(--line); }
`;
