import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

/** Whether a program is there; where it is not that is loud here and an error on CI. */
export function hasProgram(name: string): boolean {
  if (!spawnSync(name, ["--version"]).error) return true;
  if (process.env.CI) throw new Error(`${name} is missing: on CI no test may be left out`);
  console.warn(`SKIPPED: the tests that need ${name}, which is not installed`);
  return false;
}

/** What xmllint says against a document; "" where it fits the schema, or is well-formed where there is none. */
export function xsdComplaints(xml: string, schema?: string): string {
  const rules = schema === undefined ? [] : ["--schema", schema];
  return complaintsAbout(xml, (file) => ["xmllint", "--noout", "--nonet", ...rules, file]);
}

/** What jing says against a document; "" where it fits the RELAX NG schema in the compact syntax. */
export function rncComplaints(xml: string, schema: string): string {
  return complaintsAbout(xml, (file) => ["jing", "-i", "-c", schema, file]);
}

function complaintsAbout(xml: string, command: (file: string) => [string, ...string[]]): string {
  const folder = mkdtempSync(join(tmpdir(), "dateline-xml-"));
  try {
    const file = join(folder, "document.xml");
    writeFileSync(file, xml);
    const [program, ...args] = command(file);
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    return status === 0 ? "" : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The schema of JSON Feed 1.1, whose parts stand in that of 1.0 (written for draft 4, where `$id` was `id`). */
export function jsonFeedValidator(folder: string): ValidateFunction {
  const ajv = new Ajv({
    strict: false,
    formats: { uri: (text: string) => URL.canParse(text), "date-time": true },
  });
  const { $schema: _, id, ...first } = schemaIn(join(folder, "feed-1.json"));
  ajv.addSchema({ ...first, $id: `${id}.json` }).addSchema({ ...first, $id: String(id) });
  return ajv.compile(schemaIn(join(folder, "feed.json")));
}

function schemaIn(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}
