import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface Token {
  id: string;
  name: string;
  role: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  secret?: string;
}
interface List {
  items: Token[];
  nextCursor: string | null;
}

const HOUR_MS = 3_600_000;
const make = (token: string, json: unknown) => request("/api/v1/tokens", { token, json });
const made = (token: string, json: unknown) => must<Token & { secret: string }>(201, make(token, json));
const list = (token: string, query = "") => must<List>(200, request(`/api/v1/tokens${query}`, { token }));
const revoke = (token: string, id: string) => request(`/api/v1/tokens/${id}`, { method: "DELETE", token });
const me = (token: string) => request("/api/v1/me", { token });

it("a made token works, and its secret is shown this once", async () => {
  const publisher = await tokenOf("publisher");
  const answer = await make(publisher, { name: "Mara", role: "writer" });
  const token = await answer.json<Token & { secret: string }>();
  expect([answer.status, answer.headers.get("Location")]).toEqual([201, `/api/v1/tokens/${token.id}`]);
  expect(token).toEqual({
    id: token.id,
    name: "Mara",
    role: "writer",
    createdAt: expect.stringMatching(/Z$/),
    expiresAt: null,
    lastUsedAt: null,
    secret: expect.stringMatching(/^dl_[\w-]{51}$/),
  });
  expect(await must(200, me(token.secret))).toMatchObject({ name: "Mara", role: "writer" });
  const text = JSON.stringify(await list(publisher));
  const { results } = await env.DB.prepare("SELECT * FROM audit").all();
  for (const kept of [text, JSON.stringify(results)]) expect(kept).not.toContain(token.secret.slice(3, 20));
  expect(text).not.toContain("hash");
});

it("tokens are listed newest first, a page at a time, with few rows", async () => {
  const publisher = await tokenOf("publisher", { name: "first" });
  for (const name of ["second", "third", "fourth"]) await made(publisher, { name, role: "editor" });
  const first = await list(publisher, "?limit=3");
  const { result: second, rowsRead } = await measured(() =>
    list(publisher, `?limit=3&cursor=${first.nextCursor}`),
  );
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
    "fourth",
    "third",
    "second",
    "first",
  ]);
  expect(second.nextCursor).toBeNull();
  expect(rowsRead).toBeLessThanOrEqual(26);
});

it("a token that would have expired already is refused", async () => {
  const publisher = await tokenOf("publisher");
  for (const json of [
    { name: "Late", role: "editor", expiresAt: new Date(Date.now() - 1_000).toISOString() },
    { name: "Odd", role: "editor", expiresAt: "tomorrow" },
    { name: "Odd", role: "owner" },
    { name: " ", role: "editor" },
    { name: "Odd", role: "editor", hash: "x" },
  ])
    expect((await make(publisher, json)).status).toBe(422);
  expect((await list(publisher)).items).toHaveLength(1);
});

it("a revoked token is refused at once, and so is an expired one", async () => {
  const publisher = await tokenOf("publisher");
  const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
  const revoked = await made(publisher, { name: "Gone", role: "editor" });
  const expiring = await made(publisher, { name: "Brief", role: "editor", expiresAt });
  expect(expiring.expiresAt).toBe(expiresAt);
  await must(200, me(revoked.secret));
  expect((await revoke(publisher, revoked.id)).status).toBe(204);
  expect((await me(revoked.secret)).status).toBe(401);
  expect((await revoke(publisher, revoked.id)).status).toBe(404);
  await must(200, me(expiring.secret));
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(expiresAt) });
  try {
    expect((await me(expiring.secret)).status).toBe(401);
  } finally {
    vi.useRealTimers();
  }
});

it("the last use is kept to the hour", async () => {
  const publisher = await tokenOf("publisher");
  const { secret, id } = await made(publisher, { name: "Mara", role: "writer" });
  await must(200, me(secret));
  const lastUse = async () => (await list(publisher)).items.find((token) => token.id === id)?.lastUsedAt;
  await vi.waitFor(async () => expect(await lastUse()).toMatch(/T\d\d:00:00\.000Z$/));
});

it("the last publisher's token that is good stays", async () => {
  const expired = Date.now() - 1_000;
  const publisher = await tokenOf("publisher", { name: "Last" });
  await tokenOf("publisher", { name: "Expired", expiresAt: expired });
  await tokenOf("editor", { name: "Editor" });
  const { items } = await list(publisher);
  const idOf = (name: string) => items.find((token) => token.name === name)?.id ?? "";
  const refused = await revoke(publisher, idOf("Last"));
  expect([refused.status, (await problemOf(refused)).code]).toEqual([409, "last_publisher"]);
  expect((await revoke(publisher, idOf("Expired"))).status).toBe(204);
  expect((await revoke(publisher, idOf("Editor"))).status).toBe(204);
  const other = await made(publisher, { name: "Other", role: "publisher" });
  expect((await revoke(publisher, idOf("Last"))).status).toBe(204);
  expect((await list(other.secret)).items.map(({ name }) => name)).toEqual(["Other"]);
});

it("of 20 publishers revoked at once not all go", async () => {
  const publishers = await Promise.all(Array.from({ length: 20 }, () => tokenOf("publisher")));
  const [first = ""] = publishers;
  const { items } = await list(first);
  const answers = await Promise.all(
    items.map(({ id }, n) => revoke(publishers[n] ?? first, id).then(({ status }) => status)),
  );
  const { results } = await env.DB.prepare("SELECT id FROM tokens WHERE role = 'publisher'").all();
  const audited = await env.DB.prepare("SELECT count(*) AS n FROM audit WHERE action = 'token.revoke'").first(
    "n",
  );
  const revoked = answers.filter((status) => status === 204).length;
  expect(results.length).toBeGreaterThanOrEqual(1);
  expect([revoked, audited]).toEqual([20 - results.length, 20 - results.length]);
  expect(answers.every((status) => [204, 401, 409].includes(status))).toBe(true);
});
