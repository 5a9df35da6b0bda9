import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { SCRIPT as DESK_SCRIPT } from "../../../src/desk/script.ts";
import { FORM_SCRIPT, FRAGMENT_SCRIPT } from "../../../src/ui/scripts.ts";

const FILE = join(process.env.DATELINE_FIXTURES ?? "../shared/fixtures", "hostile/xss-split/open.json");

/** The collected attacks, each `every`th of them. Empty where there are none, which is loud, and an error on CI. */
export function markupAttacks(every: number): string[] {
  if (existsSync(FILE)) {
    const all = JSON.parse(readFileSync(FILE, "utf8")) as { payload: string }[];
    return all.map(({ payload }) => payload).filter((_, at) => at % every === 0);
  }
  if (process.env.CI) throw new Error(`${FILE} is missing: on CI no test may be left out`);
  console.warn(`SKIPPED: the tests that need ${FILE}, which is not there (set DATELINE_FIXTURES)`);
  return [];
}

/** Sends members; those that are refused are left out and the rest is sent again. Gives what was taken. */
export async function takeWhatIsTaken(
  send: (members: Record<string, unknown>) => Promise<Response>,
  members: Record<string, unknown>,
): Promise<{ json: Record<string, unknown>; taken: string[] }> {
  const left = { ...members };
  for (;;) {
    const answer = await send(left);
    const json = (await answer.json()) as Record<string, unknown> & { errors?: { path: string }[] };
    if (answer.ok) return { json, taken: Object.keys(left) };
    const refused = (json.errors ?? []).map(({ path }) => path.split(".")[0] ?? "");
    const named = refused.filter((name) => name in left);
    if (answer.status !== 422 || named.length === 0)
      throw new Error(`${answer.status} ${JSON.stringify(json)}`);
    for (const name of named) delete left[name];
  }
}

/** Notes what the policy stops, from the first byte of each page on. Run in the browser. */
export const NOTE_VIOLATIONS = `
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push("stopped by the policy only: " + event.violatedDirective + " " + event.blockedURI);
  });`;

/** Ours stand in the page itself, and are told from an attack by every byte. */
const OWN_SCRIPTS = JSON.stringify([FRAGMENT_SCRIPT, FORM_SCRIPT, DESK_SCRIPT]);

const LOOK = `(() => {
  const ours = ${OWN_SCRIPTS};
  const isOurs = (script) => ours.includes(script.textContent) || script.type === "application/ld+json";
  const runs = /^(?:javascript|vbscript|data:text\\/html)/i;
  const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"];
  const found = [...(window.violations ?? [])];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (name === "script" && !isOurs(element)) found.push("<script>");
    if (["iframe", "object", "embed", "base"].includes(name)) found.push("<" + name + ">");
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) found.push(name + " " + attribute.name);
      const text = Array.from(attribute.value, (char) => (char.charCodeAt(0) > 32 ? char : "")).join("");
      if (addresses.includes(attribute.name) && runs.test(text)) found.push(name + " " + attribute.name + "=" + text);
    }
  }
  return found;
})()`;

/** Whatever could run on the page, and what the policy had to stop: none, where the markup was cleaned. */
export async function dangersIn(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(LOOK);
}
