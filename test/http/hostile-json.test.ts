import { env } from "cloudflare:workers";
import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { everything } from "../support/comments.ts";
import { aPaper, aStory, must } from "../support/factories.ts";
import { problemOf, request } from "../support/request.ts";

interface Case {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

function cases(): Case[] {
  const files = JSON.parse(env.HOSTILE_JSON) as [string, string][];
  return files.map(([name, base64]) => ({ name, bytes: Uint8Array.from(Buffer.from(base64, "base64")) }));
}

/** Whether it is one JSON value in UTF-8, as the platform's own parser has it. */
function isJson({ bytes }: Case): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

async function rows(): Promise<Record<string, number>> {
  const tables = Object.entries(await everything());
  return Object.fromEntries(tables.map(([name, all]) => [name, all.length]));
}

describe.runIf(env.HOSTILE_JSON !== "[]")("odd JSON as a body", () => {
  it("is refused by three calls, and changes nothing", async () => {
    const token = await aPaper();
    const story = await aStory(token);
    const targets = [
      { method: "POST", path: "/api/v1/articles" },
      { method: "PATCH", path: `/api/v1/articles/${story.id}` },
      { method: "POST", path: `/api/v1/articles/${story.id}/corrections` },
    ];
    const headers = { "Content-Type": "application/json", "If-Match": `"${story.revision}"` };
    const read = async () => await must(200, request(`/api/v1/articles/${story.id}`, { token }));
    const before = [await rows(), await read()];
    const all = cases();
    expect(all.filter(({ name }) => name.includes("/n_")).length).toBeGreaterThan(100);
    for (const { method, path } of targets)
      for (const it of all) {
        const answer = await request(path, { method, token, body: it.bytes, headers });
        const { code } = await problemOf(answer);
        // A patch of no members is a valid one, and changes nothing.
        const isNoPatch = method === "PATCH" && answer.status === 200;
        const seen = [method, path, it.name, isNoPatch || `${answer.status} ${code}`];
        const expected = isJson(it) ? isNoPatch || "422 invalid" : "400 malformed_json";
        expect(seen).toEqual([method, path, it.name, expected]);
        if (it.name.includes("/n_")) expect([it.name, isJson(it)]).toEqual([it.name, false]);
      }
    expect([await rows(), await read()]).toEqual(before);
  });
});
