/** A list of comments, wherever it stands. */
export const COMMENTS = `
.comments, .comments ol { padding: 0; list-style: none; }
.comments li { padding-block: 1rem; border-block-start: 1px solid var(--line); }
.comments ol { padding-inline-start: 1.5rem; border-inline-start: 2px solid var(--line); }
`;
