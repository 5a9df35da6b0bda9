import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { routes } from "../../src/app.ts";
import type { Route } from "../../src/http/route.ts";
import { anAddress } from "../support/comments.ts";
import { aPaper } from "../support/factories.ts";
import { HOSTILE } from "../support/hostile.ts";
import type { Ask, Call } from "../support/hostile-calls.ts";
import { FieldAttack } from "../support/hostile-fields.ts";
import { aPng } from "../support/picture.ts";
import { request } from "../support/request.ts";
import { StandIns } from "../support/stand-ins.ts";
import type { Schema } from "../support/string-places.ts";

const OF_EACH_FOLDER = { members: 3, parameters: 1 };

const TIMEOUT_MS = 120_000;

/** Texts of each folder, as far apart in it as they can be. */
function sample(ofEach: number): string[] {
  const folders = Object.values(JSON.parse(env.HOSTILE_STRINGS) as Record<string, string[]>);
  const spread = (lines: string[]) =>
    Array.from({ length: Math.min(ofEach, lines.length) }, (_, n) => {
      return lines[Math.floor(((n + 0.5) * lines.length) / ofEach)] ?? "";
    });
  return [...new Set([...folders.flatMap(spread), ...HOSTILE.slice(0, ofEach)])];
}

function schemaOf(schema: z.ZodType | undefined): Schema {
  return schema ? (z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema) : {};
}

function callOf({ id, method, path, query, body, bodyKind, errors }: Route): Call {
  const plain = path.replace(/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g, "{$1}");
  const isJson = bodyKind === "json" || bodyKind === "patch";
  return {
    id,
    method,
    path: plain,
    params: [...plain.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""),
    query: Object.keys(schemaOf(query).properties ?? {}),
    body: isJson ? schemaOf(body) : undefined,
    isRaw: bodyKind === "raw",
    isConditional: errors?.includes("precondition_required") ?? false,
  };
}

const calls = routes.map(callOf);
let complaints: string[];
let attack: FieldAttack;

beforeEach(async () => {
  const token = await aPaper();
  const ask: Ask = async (path, { headers, ...asked } = {}) => {
    const client = { "CF-Connecting-IP": anAddress(), ...headers };
    const answer = await request(path, {
      ...asked,
      ...(path.startsWith("/api/") ? { token } : {}),
      headers: client,
    });
    return { status: answer.status, text: await answer.text(), header: (name) => answer.headers.get(name) };
  };
  complaints = [];
  attack = new FieldAttack({
    ask,
    calls,
    standIns: new StandIns(ask, await aPng(8, 8)),
    countRows: await rowCounter(),
    expect: (isRight, kind, example) => {
      if (!isRight) complaints.push(`${kind}: ${example()}`);
    },
  });
});

/** Counts the rows of all tables: every change leaves at least an entry in the audit. SQLite notes a table's numbers at the first INSERT of no rows, too. */
async function rowCounter(): Promise<() => Promise<number>> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf*' AND name NOT IN ('day_keys', 'orphans', 'sqlite_sequence')",
  ).all<{ name: string }>();
  const counts = results.map(({ name }) => `(SELECT count(*) FROM "${name}")`).join(" + ");
  return async () => (await env.DB.prepare(`SELECT ${counts} AS n`).first<{ n: number }>())?.n ?? 0;
}

describe.runIf(env.HOSTILE_STRINGS !== "" && env.HOSTILE_LINES !== "")("hostile strings", () => {
  it(
    "are kept exactly in every member, or refused",
    async () => {
      for (const call of calls) await attack.body(call, sample(OF_EACH_FOLDER.members));
      expect(complaints).toEqual([]);
      expect([...attack.kept.keys()]).toEqual(expect.arrayContaining(KEPT));
    },
    TIMEOUT_MS,
  );

  it(
    "are no error in any parameter of path or query",
    async () => {
      for (const call of calls) await attack.parameters(call, sample(OF_EACH_FOLDER.parameters));
      expect(complaints).toEqual([]);
      expect([...attack.kept.keys()]).toEqual(expect.arrayContaining(["uploadPicture alt"]));
    },
    TIMEOUT_MS,
  );
});

/** Where most strings are welcome: were they refused here, the test would show nothing. */
const KEPT = [
  "createArticle headline",
  "createArticle body.source",
  "reviseArticle standfirst",
  "correctArticle text",
  "putPublication reason",
  "putSection name",
  "putAuthor bio",
  "putTopic description",
  "describePicture caption",
  "changeSite tagline",
  "changeSite menu.0.label",
  "changeSite donation.text",
  "makeToken name",
  "decideComment note",
];
