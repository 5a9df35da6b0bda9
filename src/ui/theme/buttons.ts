/** Buttons, and links that look like one. */
export const BUTTONS = `
.act, button { display: inline-block; padding: .6rem 1.1rem; border: 1px solid var(--ink); border-radius: 2px; background: none; color: var(--ink); font: 600 .9375rem/1.5 var(--sans); text-decoration: none; }
:is(.act, button):hover { background: var(--ink); color: var(--paper); cursor: pointer; }
`;
