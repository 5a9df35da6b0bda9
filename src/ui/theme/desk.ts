/** The desk: one comment open, the others in rows; buttons that a thumb hits. */
export const DESK = `
header > p:first-child { font-size: 1.25rem; }
main { padding-block: 1rem 2rem; }
header form { display: flex; align-items: baseline; gap: .75rem; font: .8125rem/1.5 var(--sans); color: var(--soft); }
header button { padding: .35rem .7rem; font-size: .8125rem; }
.gate { max-inline-size: 26rem; margin-inline: auto; }
.gate > *, .gate form > * { margin-block-start: 1rem; }
.desk h1 { font-size: 1.75rem; }
.desk > * + * { margin-block-start: 1rem; }
.desk .meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .6rem; }
.desk nav a { padding-inline: .1rem; }
.notice { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; padding: .6rem 1rem; background: var(--tint); border-inline-start: 3px solid var(--mark); font: .9375rem/1.4 var(--sans); }
[hidden] { display: none; }
.open { padding-block: .75rem 1.25rem; border-block-start: 2px solid var(--ink); }
.open > * + * { margin-block-start: .75rem; }
.turns { display: flex; gap: 1.25rem; font: .8125rem/1.5 var(--sans); }
.turns [rel=next] { margin-inline-start: auto; }
.turns a { padding-block: .35rem; }
.open h2 { margin-block-start: 1.25rem; }
.notice button { padding-block: .4rem; }
.about { font-size: 1rem; line-height: 1.35; }
.text > * + * { margin-block-start: .75rem; }
.text { overflow-wrap: anywhere; }
blockquote { margin-block-start: .75rem; padding-inline-start: .9rem; border-inline-start: 2px solid var(--line); font-size: 1rem; overflow-wrap: anywhere; }
.decided { padding: .6rem .9rem; background: var(--tint); }
.tag { margin-inline-end: .35rem; padding: .05rem .45rem; border: 1px solid var(--soft); border-radius: 2px; }
.tag.trusted { border-style: double; border-width: 3px; }
.tag.blocked { border-color: var(--mark); color: var(--mark); }
summary { padding-block: .5rem; font: 600 .875rem/1.5 var(--sans); cursor: pointer; }
.record, .record + form { border-block-start: 1px solid var(--line); padding-block-start: .5rem; }
.counts { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0; list-style: none; font: .875rem/1.8 var(--sans); }
details p, .bulk p { margin-block: .5rem; }
fieldset { min-inline-size: 0; padding: 0; border: 0; }
legend { padding: 0 0 .4rem; font: 600 .875rem/1.5 var(--sans); }
.decide > * + * { margin-block-start: .75rem; }
.decide button, .choices button { padding-inline: .6rem; inline-size: 100%; min-block-size: 2.9rem; }
.publish { background: var(--ink); color: var(--paper); }
.publish:hover { background: var(--mark); }
.grounds, .choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.25rem, 1fr)); gap: .5rem; }
legend { grid-column: 1/-1; }
kbd { display: none; font: .75rem/1 var(--sans); padding: .1rem .3rem; border: 1px solid; border-radius: 2px; opacity: .75; }
.wrong { display: block; margin-block: .25rem; color: var(--mark); font: 600 .875rem/1.5 var(--sans); }
.rest h2 { padding-block: .6rem; border-block-start: 2px solid var(--ink); font-size: 1.125rem; }
.rest ul { padding: 0; list-style: none; }
.rest li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem .75rem; padding-block: .75rem; border-block-start: 1px solid var(--line); font-size: 1rem; line-height: 1.4; }
.rest li > div { grid-column: 2; }
.rest li a { display: block; text-decoration: none; overflow-wrap: anywhere; }
.rest b { display: block; }
.rest li a span { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
[type=checkbox] { inline-size: 1.5rem; block-size: 1.5rem; margin: .1rem 0 0; accent-color: var(--mark); }
.bulk { display: grid; gap: .5rem 1rem; padding: 1rem; background: var(--tint); }
.bulk legend { float: inline-start; }
@media (hover: hover) and (pointer: fine) { kbd { display: inline-block; } }
@media (min-width: 48rem) {
  .open { padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-block-start: 2px solid var(--ink); }
  .bulk { grid-template-columns: auto 1fr auto; align-items: end; }
  .bulk legend, .bulk > .wrong { grid-column: 1/-1; }
  .bulk p { margin: 0; }
}
@media (min-width: 70rem) {
  .desk:has(.open) { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); gap: 1rem var(--gap); align-items: start; }
  .desk:has(.open) > * { grid-column: 1/-1; margin: 0; }
  .desk > .open { grid-column: 1; position: sticky; inset-block-start: 1rem; }
  .desk:has(.open) > .rest { grid-column: 2; }
}
`;
