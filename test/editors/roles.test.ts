import { expect, it } from "vitest";
import { routes } from "../../src/app.ts";
import { covers, ROLES } from "../../src/http/actor.ts";
import type { Route } from "../../src/http/route.ts";
import { request, tokenOf } from "../support/request.ts";
import { ROUTE_TABLE, type Row } from "./route-table.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const PARAMS: Record<string, string> = {
  id: ID,
  slug: "world",
  orphan: ID,
  year: "2026",
  month: "01",
  day: "01",
  version: "1",
  number: "1",
  file: "world.md",
  period: "2026-01.xml",
  path: "%2F2016%2F11%2F30%2Fold",
  token: "A".repeat(43),
  variant: "400.webp",
  source: "wire",
  keyFile: `${"0".repeat(32)}.txt`,
  mediaId: "2017/photo.jpg",
};

/** An address of the route, its parameters filled in. */
function addressOf(path: string): string {
  return path.replace(/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g, (_, name: string) => {
    const value = PARAMS[name];
    if (value === undefined) throw new Error(`Give PARAMS an example of :${name} (${path})`);
    return value;
  });
}

/** What the route answers to nobody and to a holder of each role, as a row of the table. */
async function rowOf({ method, path, role }: Route, tokens: readonly string[]): Promise<Row> {
  const send = async (token?: string) =>
    (await request(addressOf(path), { method, ...(token ? { token } : {}) })).status;
  const [writer = 0, moderator = 0, editor = 0, publisher = 0] = await Promise.all(tokens.map(send));
  return [role ?? "open", await send(), writer, moderator, editor, publisher];
}

it("answers every role on every route as the table has it", async () => {
  const tokens = await Promise.all(ROLES.map((role) => tokenOf(role)));
  const answered: Record<string, Row> = {};
  expect(new Set(routes.map(({ id }) => id)).size, "two routes have one id").toBe(routes.length);
  for (const route of routes) answered[route.id] = await rowOf(route, tokens);
  const rows = (ids: string[]) => ids.map((id) => `  ${id}: ${JSON.stringify(answered[id])},`).join("\n");
  const unlisted = Object.keys(answered).filter((id) => !Object.hasOwn(ROUTE_TABLE, id));
  const advice = "give each a row of test/editors/route-table.ts. Now they answer, right or wrong";
  expect(unlisted, `routes without a row: ${advice}:\n${rows(unlisted)}`).toEqual([]);
  const gone = Object.keys(ROUTE_TABLE).filter((id) => !Object.hasOwn(answered, id));
  expect(gone, "rows of test/editors/route-table.ts without a route: take them out").toEqual([]);
  expect(answered).toEqual(ROUTE_TABLE);
});

/** Pages with a role are opened by a session: test/desk/session.test.ts. */
const isForTokens = ({ role, kind }: Route) => role !== undefined && kind === "api";

it("lets in exactly the roles that the API's declaration names", async () => {
  const tokens = new Map(await Promise.all(ROLES.map(async (role) => [role, await tokenOf(role)] as const)));
  for (const { id, method, path, role: needed } of routes.filter(isForTokens)) {
    const send = async (token?: string) =>
      (
        await request(addressOf(path), {
          method,
          ...(token ? { token } : {}),
          headers: { "Content-Type": "text/plain" },
        })
      ).status;
    expect([id, await send()]).toEqual([id, 401]);
    for (const [role, token] of tokens) {
      const isAllowed = needed === "any" || (needed !== undefined && covers(role, needed));
      expect([id, role, (await send(token)) !== 403]).toEqual([id, role, isAllowed]);
    }
  }
});

it("gives every answer of every route a cache policy and a request id", async () => {
  const token = await tokenOf("publisher");
  for (const { id, method, path, cache } of routes) {
    const { headers } = await request(addressOf(path), { method, token });
    expect([id, headers.get("X-Request-Id")]).toEqual([id, expect.stringMatching(/^[\w-]{20,}$/)]);
    expect([id, headers.get("Cache-Control")]).toEqual([
      id,
      cache ? expect.any(String) : expect.stringContaining("no-store"),
    ]);
    expect([id, headers.get("X-Content-Type-Options")]).toEqual([id, "nosniff"]);
  }
});

it("answers 405 with Allow where only the method is wrong", async () => {
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map((route) => route.method);
    const { status, headers } = await request(addressOf(path), { method: "PROPFIND" });
    expect([path, status]).toEqual([path, 405]);
    for (const method of allowed)
      expect([path, headers.get("Allow")]).toEqual([path, expect.stringContaining(method)]);
  }
});

it("answers HEAD as GET without a body", async () => {
  const token = await tokenOf("publisher");
  for (const { path } of routes.filter((route) => route.method === "GET")) {
    const [get, head] = await Promise.all([
      request(addressOf(path), { token }),
      request(addressOf(path), { token, method: "HEAD" }),
    ]);
    expect([path, head.status, await head.text()]).toEqual([path, get.status, ""]);
    expect([path, head.headers.get("Content-Type")]).toEqual([path, get.headers.get("Content-Type")]);
  }
});
