/** Forms, and what was wrong in them. */
export const FORMS = `
.sheet > form { padding-block-start: 1.5rem; }
label { display: block; color: var(--ink); font-weight: 600; }
input, textarea, select { display: block; inline-size: 100%; margin-block-start: .25rem; padding: .6rem; border: 1px solid var(--soft); border-radius: 2px; background: none; color: inherit; font: inherit; }
option { background: var(--paper); color: var(--ink); }
[aria-invalid] { border: 2px solid var(--mark); }
.problems { padding: 1rem 1.25rem; border: 2px solid var(--mark); }
label + small { display: block; }
small strong { color: var(--mark); }
`;
