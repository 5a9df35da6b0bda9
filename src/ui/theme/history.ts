/** What became of an article: its versions, and what differs between two of them. */
export const HISTORY = `
.history { max-inline-size: 40rem; margin-inline: auto; }
.history > :is(p, h2, h3, ol, div) { margin-block-start: 1rem; }
.history > h2 { margin-block-start: 2.25rem; padding-block-start: .75rem; border-block-start: 2px solid var(--ink); }
.history ol { padding: 0; list-style: none; }
.history ol li { padding-block: .6rem; border-block-end: 1px solid var(--line); }
.history .meta { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.history code { overflow-wrap: anywhere; }
.text p { margin-block-start: 1rem; white-space: pre-line; }
ins { background: var(--tint); text-decoration: underline .12em var(--ink); text-underline-offset: .2em; font-weight: 600; }
del { color: var(--soft); text-decoration: line-through .09em var(--mark); }
.turns { display: flex; justify-content: space-between; gap: 1rem; padding-block: .75rem; border-block: 1px solid var(--line); }
`;
