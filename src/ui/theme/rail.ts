/** The In Short rail. */
export const RAIL = `
main > .rail { margin-block-start: 2.5rem; }
.rail > h2 { padding-block: .6rem; border-block-start: 2px solid var(--ink); font: 600 1.25rem/1.3 var(--serif); }
.rail > h2 a { display: block; }
.rail ul { padding: 0; list-style: none; }
.rail li { padding-block: .6rem; border-block-start: 1px solid var(--line); font-size: 1rem; line-height: 1.35; }
.rail li a { display: block; padding-block: .15rem; text-decoration: none; }
@media (min-width: 64rem) { main > .rail { margin: 0; } }
`;
