/** Forms, and what was wrong in them. */
export const FORMS = `
.sheet > form { padding-block-start: 1.5rem; }
label { display: block; color: var(--ink); font-weight: 600; }
input, textarea, select { display: block; inline-size: 100%; margin-block-start: .25rem; padding: .6rem; border: 1px solid var(--soft); border-radius: 2px; background: none; color: inherit; font: inherit; }
[type=checkbox] { display: inline; inline-size: auto; margin-inline-end: .35rem; }
option { background: var(--paper); color: var(--ink); }
[aria-invalid] { border: 2px solid var(--mark); }
[aria-busy] button { opacity: .5; }
.problems { padding: 1rem 1.25rem; border: 2px solid var(--mark); }
label + small { display: block; }
.acts { margin-block-start: 2rem; border-block-start: 1px solid var(--line); }
.acts > * { padding-block: .85rem; border-block-end: 1px solid var(--line); }
summary { font: 600 .9375rem/1.5 var(--sans); cursor: pointer; }
summary:hover { color: var(--mark); }
details form { padding-block: .85rem; }
.correction code { font-size: 1.25rem; font-weight: 600; letter-spacing: .04em; }
small strong { color: var(--mark); }
`;
