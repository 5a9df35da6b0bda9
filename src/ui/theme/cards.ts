/** Stories on lists: the lead, the seconds, lines; and the point of a picture that must not be cut away. */
export const CARDS = `
.lead, .second, .line, .rail { position: relative; }
:is(.lead, .second, .line) a::after { content: ""; position: absolute; inset: 0; }
:is(.lead, .second) img { aspect-ratio: 3/2; object-fit: cover; object-position: var(--x, 50%) var(--y, 50%); }
:is(.lead, .second, .line) p { margin-block-start: .4rem; }
:is(.lead, .second, .line) .label { margin-block: 0 .25rem; }
.lead > div { padding-block: 1rem 1.5rem; }
.lead h2 { font-size: clamp(1.875rem, 1.1rem + 2.4vw, 3rem); line-height: 1.08; }
.lead p:not([class]) { margin-block-start: .75rem; font-size: 1.1875rem; line-height: 1.45; }
.second { display: grid; grid-template-columns: minmax(0, 1fr) 6.5rem; gap: 1rem; align-items: start; }
.second, .line { padding-block: 1rem 1.25rem; border-block-start: 1px solid var(--line); }
.second img { grid-area: 1/2; margin-block-start: .25rem; }
.second > div { grid-area: 1/1; }
.second > :only-child { grid-column: 1/-1; }
:is(.second, .line) :is(h2, h3) { font-size: 1.25rem; }
.second p:not([class]) { max-inline-size: 38rem; font-size: 1rem; line-height: 1.5; color: var(--soft); }
`;

/** Classes `x0` … `x10` and `y0` … `y10`: a picture's focus in tenths. The middle needs none. */
export const FOCUS = ["x", "y"]
  .flatMap((axis) =>
    [0, 1, 2, 3, 4, 6, 7, 8, 9, 10].map((tenth) => `.${axis}${tenth} { --${axis}: ${tenth * 10}%; }`),
  )
  .join("\n");
