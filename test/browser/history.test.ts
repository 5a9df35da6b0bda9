import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Editor, editorOf, publish } from "./support/editor.ts";
import type { DemoSite } from "./support/keeper.ts";
import { demoSite } from "./support/shared-site.ts";

const folder = mkdtempSync(join(tmpdir(), "dateline-history-"));
let site: DemoSite;
let editor: Editor;

beforeAll(async () => {
  const [, script = ""] = /```js\n([\s\S]*?)```/.exec(readFileSync("docs/history.md", "utf8")) ?? [];
  writeFileSync(join(folder, "check.mjs"), script);
  site = await demoSite();
  editor = editorOf(site);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the script of docs/history.md says of a chain, and how it ends. */
async function check(url: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(folder, "check.mjs"), url]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}

/** The same of a text that somebody else serves. */
async function checkText(text: string): Promise<{ code: number | null; said: string }> {
  const server = createServer((_, answer) => answer.end(text));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await check(`http://127.0.0.1:${port}/`);
  } finally {
    server.close();
  }
}

it("is checked by the script of the docs, page by page, and any change shows", async () => {
  const story = {
    section: "world",
    authors: ["ines-holtkamp"],
    body: { source: "“One” é 🚢 \\ & <b>two</b>" },
  };
  const { id, path } = await publish(editor, { ...story, headline: "Number 0" });
  for (let n = 1; n <= 22; n++) await editor("POST", `/articles/${id}/corrections`, { text: `Number ${n}` });
  const url = `${site.url}${path}/history.json`;
  expect(await check(url)).toEqual({
    code: 0,
    said: expect.stringMatching(/^23 versions, the last one is [\da-f]{64}\n$/),
  });
  const short = await publish(editor, { ...story, headline: "Another one" });
  const text = await (await fetch(`${site.url}${short.path}/history.json`)).text();
  expect((await checkText(text)).code).toBe(0);
  for (const [from, to] of [
    ["Another", "another"],
    ["🚢", "🚣"],
    ['"number":1', '"number":2'],
    [":null", ':"x"'],
  ] as const) {
    expect(text).toContain(from);
    expect([from, await checkText(text.replace(from, to))]).toEqual([
      from,
      { code: 1, said: `WRONG: ${from.includes("number") ? "2\n" : "1\n"}` },
    ]);
  }
}, 120_000);
