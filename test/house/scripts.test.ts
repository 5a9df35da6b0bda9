import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BROWSER_SCRIPTS, fileOfScripts, minified } from "../../scripts/minify.ts";

const MAX_BYTES = 2_000;
const bytesOf = async (name: keyof typeof BROWSER_SCRIPTS) =>
  Buffer.byteLength(await minified(BROWSER_SCRIPTS[name]));

it("pages carry the scripts as they would be made now", async () => {
  expect(readFileSync("src/ui/scripts.ts", "utf8"), "run `npm run scripts`").toBe(await fileOfScripts());
});

it(`no page carries more than ${MAX_BYTES} bytes of them`, async () => {
  const article = await bytesOf("FRAGMENT_SCRIPT");
  const comments = (await bytesOf("FORM_SCRIPT")) + (await bytesOf("CHALLENGE_SCRIPT"));
  console.info(`scripts: ${article} bytes on an article, ${comments} on a comments page with Turnstile`);
  expect(Math.max(article, comments)).toBeLessThanOrEqual(MAX_BYTES);
});

it("nothing in them ends the element that they stand in, or makes markup of text", async () => {
  for (const path of Object.values(BROWSER_SCRIPTS))
    expect(await minified(path)).not.toMatch(
      /<\/script|<!--|innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(/i,
    );
});
