/** The way to the rest of a list. */
export const PAGER = `
.pager { padding-block: 1rem; border-block-start: 1px solid var(--line); }
`;
