import { writeFileSync } from "node:fs";
import { type ApiDocument, clientFiles } from "./client-types.ts";
import { fail, readFlags } from "./command-line.ts";

const USAGE = "npm run client -- --url URL";
const flags = readFlags({ url: { type: "string", default: "http://localhost:8787" } }, USAGE);

const answer = await fetch(`${flags.url}/api/openapi.json`).catch((error: unknown) => {
  return fail(`No site answers at ${flags.url} (${error}). Start one: npm start`);
});
for (const [path, text] of Object.entries(await clientFiles((await answer.json()) as ApiDocument)))
  writeFileSync(path, text);
