/** Lists of stories beside the rail. */
export const LIST = `
.list h1 + p { padding-block-start: .5rem; }
.list .lead, .list h1 { margin-block-end: 1rem; }
.list :is(.lead, .end) { margin-block-start: 1.5rem; }
.list:not(:has(> .rail)) { max-inline-size: 54rem; margin-inline: auto; }
.list > div > .label { margin-block-end: .5rem; }
.year, .day { margin-block-start: 2rem; }
.day { content-visibility: auto; contain-intrinsic-size: auto 24rem; overflow-clip-margin: 1rem; }
.year h2, .day h2 { padding-block: .5rem .75rem; border-block-start: 2px solid var(--ink); }
h2 small { margin-inline-start: .5rem; font-weight: 400; }
.periods { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: 0 1.5rem; padding: 0; list-style: none; }
.periods li { display: flex; justify-content: space-between; align-items: baseline; border-block-end: 1px solid var(--line); }
.periods small { white-space: nowrap; }
.periods a { padding-block: .4rem; text-decoration: none; }
h1 ~ .periods { margin-block: 1rem; }
.crumbs ul { gap: 0 .75rem; }
.crumbs li + li::before { content: "/"; margin-inline-end: .75rem; color: var(--line); }
.crumbs a { display: inline-block; }
.turns { display: flex; justify-content: space-between; padding-block: 1rem; border-block-start: 1px solid var(--line); }
.turns [rel=prev]::before { content: "← "; }
.turns [rel=next]::after { content: " →"; }
.turns:dir(rtl) [rel=prev]::before { content: "→ "; }
.turns:dir(rtl) [rel=next]::after { content: " ←"; }
form.search { display: grid; gap: 1rem; margin-block: 1.5rem 2.5rem; }
mark { background: color-mix(in srgb, var(--mark) 22%, transparent); color: inherit; padding-inline: .1em; }
@media (min-width: 40rem) {
  form.search { grid-template-columns: 2fr 1fr auto; align-items: end; }
  form.search p:first-child { grid-column: 1/-1; }
  .list .lead { display: grid; grid-template-columns: 3fr 2fr; gap: 1.5rem; }
  .list .lead > div { padding: 0; }
  .list .lead h2 { font-size: clamp(1.5rem, 1rem + 1.5vw, 2.125rem); }
  .list .lead > :only-child { grid-column: 1/-1; }
  .list .second { grid-template-columns: minmax(0, 1fr) 12rem; gap: 2rem; }
}
@media (min-width: 64rem) {
  .list:has(> .rail) { display: grid; grid-template-columns: minmax(0, 54rem) 14rem; justify-content: space-between; column-gap: var(--gap); }
}
`;
