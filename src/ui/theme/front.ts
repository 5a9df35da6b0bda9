/** The front page: its large masthead, the grid of its top, the blocks of the sections. */
export const FRONT = `
header:has(h1) { display: block; padding-block: 1.75rem 0; border: 0; text-align: center; }
header h1 { font-size: clamp(2.25rem, 1rem + 6vw, 5rem); line-height: 1; letter-spacing: -.03em; }
header h1 + p { padding-block: .75rem 1.25rem; font-style: italic; color: var(--soft); }
header:has(h1) ul { justify-content: center; border-block: 3px double var(--ink); border-block-end: 1px solid var(--line); }
.front > section { margin-block-start: 2.5rem; content-visibility: auto; contain-intrinsic-size: auto 24rem; overflow-clip-margin: 1rem; }
.front > section > h2 { padding-block: .6rem .75rem; border-block-start: 2px solid var(--ink); }
.front h2 + .second { grid-template-columns: minmax(0, 1fr); padding-block-start: 0; border: 0; }
.front h2 + .second :is(div, img) { grid-area: auto; margin: 0; }
.front h2 + .second h3 { font-size: 1.5rem; }
@media (min-width: 40rem) {
  .top { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: var(--gap); }
  .top > :is(.lead, .rail) { grid-column: 1/-1; }
  .top ul { columns: 2; column-gap: var(--gap); }
  .top li { break-inside: avoid; }
  .front > section { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); column-gap: var(--gap); }
  .front > section > h2, .front h2 + .second { grid-column: 1/-1; }
  .front h2 + .second { grid-template-columns: 5fr 4fr; gap: 1.5rem; }
  .front h2 + .second > :only-child { grid-column: 1/-1; }
}
@media (min-width: 64rem) {
  .front .top { grid-template-columns: repeat(6, minmax(0, 1fr)) 13.5rem; }
  .top > .lead { grid-area: 1/1/span 2/span 4; }
  .top > .second { grid-column: span 2; grid-template-columns: minmax(0, 1fr) 30%; }
  .top > :is(:nth-child(2), :nth-child(3)) { display: block; grid-column: 5/span 2; }
  .top > :is(:nth-child(2), :nth-child(3)) img { margin-block: 0 .75rem; }
  .top > :nth-child(2) { padding-block-start: 0; border: 0; }
  .top > :nth-child(4):nth-last-child(3), .top > :nth-child(5):nth-last-child(2) { grid-column: span 3; }
  .top > .rail { grid-area: 1/7/span 9; }
  .top ul { columns: auto; }
  .top > :not(.lead)::before, .line::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: calc(var(--gap) / -2); border-inline-start: 1px solid var(--line); }
  .top > :nth-child(3n + 4).second::before { display: none; }
  .front > section { grid-template-columns: minmax(0, 7fr) minmax(0, 3fr); }
  .front h2 + .second { grid-area: 2/1/span 9; }
  .front h2 + .second h3 { font-size: 1.75rem; }
  .second + .line { padding-block-start: 0; border: 0; }
}
`;
