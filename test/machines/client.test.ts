import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiDocument, clientFiles } from "../../scripts/client-types.ts";
import type { SharedSite } from "../browser/support/keeper.ts";
import { plainSite } from "../browser/support/shared-site.ts";

const run = promisify(execFile);
const PLACE = "test/tmp-client";
let site: SharedSite;

beforeAll(async () => {
  site = await plainSite();
  mkdirSync(PLACE, { recursive: true });
});
afterAll(() => {
  rmSync(PLACE, { recursive: true, force: true });
});

/** The worked example of the docs. */
function example(): string {
  const [, script = ""] = /```js\n([\s\S]*?)```/.exec(readFileSync("docs/api.md", "utf8")) ?? [];
  return script;
}

it("is what the document of the running site makes of it", async () => {
  const document = (await (await fetch(`${site.url}/api/openapi.json`)).json()) as ApiDocument;
  for (const [path, text] of Object.entries(await clientFiles(document)))
    expect([path, readFileSync(path, "utf8")], "run `npm run client` against a started site").toEqual([
      path,
      text,
    ]);
});

it("does what the docs say, word for word", async () => {
  writeFileSync(`${PLACE}/example.mjs`, example());
  const env = { ...process.env, DATELINE_URL: site.url, DATELINE_TOKEN: site.token };
  const { stdout } = await run(process.execPath, [`${PLACE}/example.mjs`], { env });
  expect(stdout.trim().split("\n")).toEqual([
    "published published done",
    "refused 412 revision_conflict",
    "corrections 1",
    "gone withdrawn",
    "revision 3 withdrawn",
    "revision 2 published",
    "revision 1 draft",
  ]);
});

it("has types that the example fits, and that refuse what it is not", async () => {
  const typed = example()
    .replaceAll("process.env;", "process.env as Record<string, string>;")
    .replaceAll(/ifMatch: (\w+).etag/g, 'ifMatch: $1.etag ?? ""');
  const wrong = 'void site.call("createArticle", { body: { headline: 7 } });';
  const check = async (name: string, text: string) => {
    writeFileSync(`${PLACE}/${name}.ts`, `${text}\nexport {};\n`);
    const flags = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--module",
      "nodenext",
      "--target",
      "esnext",
      "--types",
      "node",
      "--ignoreConfig",
    ];
    return await run("node_modules/.bin/tsc", [...flags, `${PLACE}/${name}.ts`]).then(
      () => "",
      (error: { stdout: string }) => error.stdout,
    );
  };
  expect(await check("right", typed)).toBe("");
  expect(await check("wrong", `${typed}\n${wrong}`)).toMatch(/number.*string/);
});

it("sends one key for all attempts at a POST, and tells a problem from an answer", async () => {
  const { ApiProblem, dateline } = await import("../../client/client.js");
  const sent: (string | null)[] = [];
  const shaky = async (address: URL | RequestInfo, init?: RequestInit) => {
    sent.push(new Headers(init?.headers).get("Idempotency-Key"));
    const answer = await fetch(address, init);
    if (sent.length === 1) throw new TypeError("the connection was lost behind the commit");
    return answer;
  };
  const client = dateline({ ...site, fetch: shaky as typeof fetch });
  const { data, isReplay } = await client.call("createArticle", { body: { headline: "Once" } });
  expect([isReplay, sent.length, new Set(sent).size]).toEqual([true, 2, 1]);
  const found: string[] = [];
  for await (const { id } of client.list("listArticles", { query: { limit: 1 } })) found.push(id);
  expect(found.filter((id) => id === data.id)).toEqual([data.id]);
  const refused = client.call("getArticle", { params: { id: "nothing" } });
  await expect(refused).rejects.toThrow(ApiProblem);
  await expect(refused).rejects.toMatchObject({ status: 404, code: "not_found" });
});
