/** An article's page. */
export const STORY = `
.story > * { max-inline-size: 40rem; margin-inline: auto; }
.head { display: grid; gap: .75rem; padding-block-end: 1.25rem; }
.story article > .meta { display: grid; gap: .5rem; align-content: start; padding-block-end: 1.5rem; }
address a:not(:hover) { color: var(--ink); text-decoration-color: var(--line); }
address b { color: var(--ink); font-weight: 600; }
.after { margin-block-start: 2rem; padding-block: .5rem; border-block: 1px solid var(--line); }
.after nav, .after p { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; }
.after b { color: var(--soft); font-weight: 400; }
:is(.appeal, .policy, .related) { content-visibility: auto; contain-intrinsic-size: auto 20rem; overflow-clip-margin: 1rem; }
.appeal { margin-block-start: 3rem; padding: 1.5rem; background: var(--tint); border-block-start: 2px solid var(--mark); }
.transfer { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1.25rem; align-items: center; }
.transfer > :only-child { grid-column: 1/-1; }
.transfer svg { display: block; inline-size: 9rem; background: #fff; stroke: #000; }
.transfer small { display: block; margin-block-start: .5rem; }
bdi { color: var(--ink); }
.policy { margin-block-start: 3rem; padding-block: 1rem; border-block-start: 2px solid var(--ink); font-size: 1rem; }
.related { margin-block-start: 2rem; border-block-start: 2px solid var(--ink); }
.related h2 { padding-block: .6rem; font: 600 1.25rem/1.2 var(--serif); color: var(--ink); }
.related ul { display: block; }
.related li { padding-block: .5rem; border-block-start: 1px solid var(--line); }
.related a { padding: 0; font: 1.125rem/1.35 var(--serif); }
@media (min-width: 64rem) {
  .story { display: grid; grid-template-columns: minmax(11.5rem, 1fr) minmax(0, 40rem) minmax(14rem, 1fr); justify-content: space-between; column-gap: var(--gap); }
  .story > * { grid-column: 2; max-inline-size: none; margin-inline: 0; }
  .story > .rail { grid-area: 1/3/span 9; justify-self: end; inline-size: 14rem; }
  .story > article { display: grid; grid-template-columns: subgrid; grid-column: 1/3; }
  .story > article > * { grid-column: 2; }
  .story > article > :is(figure, .head) { grid-column: 1/-1; }
  .story > article > .meta { grid-column: 1; padding-block-start: .35rem; }
  address span { display: block; }
}
@media print {
  .appeal, .policy { display: none; }
  .body a[href^=http]::after { content: " <" attr(href) ">"; font-size: .8em; overflow-wrap: anywhere; }
  figure, blockquote, tr, h2, h3 { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;
