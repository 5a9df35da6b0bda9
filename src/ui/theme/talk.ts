/** The discussion, and briefs in full: what stands on a sheet. */
export const TALK = `
.comments bdi { color: var(--ink); }
.sheet { max-inline-size: 40rem; margin-inline: auto; }
.sheet h1 { font-size: clamp(1.875rem, 1.4rem + 1.8vw, 2.5rem); }
.sheet > section { margin-block-start: 2.5rem; }
.brief { padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); }
.brief > * + * { margin-block-start: .5rem; }
.comments .meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .4rem; }
.comments div + .meta { gap: 0 .75rem; padding-block-start: .35rem; }
.comments ol { margin-block-start: 1rem; }
.comments ol > :first-child { padding-block-start: 0; border: 0; }
:target { background: var(--tint); }
`;
