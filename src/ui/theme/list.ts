/** Lists of stories beside the rail. */
export const LIST = `
.list h1 + p { padding-block-start: .5rem; }
.list .lead, .list h1 { margin-block-end: 1rem; }
.list :is(.lead, .end) { margin-block-start: 1.5rem; }
@media (min-width: 40rem) {
  .list .lead { display: grid; grid-template-columns: 3fr 2fr; gap: 1.5rem; }
  .list .lead > div { padding: 0; }
  .list .lead h2 { font-size: clamp(1.5rem, 1rem + 1.5vw, 2.125rem); }
  .list .lead > :only-child { grid-column: 1/-1; }
  .list .second { grid-template-columns: minmax(0, 1fr) 12rem; gap: 2rem; }
}
@media (min-width: 64rem) {
  .list { display: grid; grid-template-columns: minmax(0, 54rem) 14rem; justify-content: space-between; column-gap: var(--gap); }
}
`;
