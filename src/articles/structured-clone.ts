/** Stands in for the package `@ungap/structured-clone` (wrangler.toml, `alias`): the runtime has it. */
export default structuredClone;
