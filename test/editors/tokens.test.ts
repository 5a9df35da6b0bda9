import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { newToken } from "../../src/editors/token.ts";
import { must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

const me = (token: string, headers: Record<string, string> = {}) => request("/api/v1/me", { token, headers });

it("says whose token it is", async () => {
  const expiresAt = Date.now() + 60_000;
  const token = await tokenOf("editor", { name: "Mara", expiresAt });
  const answer = await must(200, me(token));
  expect(answer).toEqual({ name: "Mara", role: "editor", expiresAt: new Date(expiresAt).toISOString() });
});

it("asks for a token with 401 and WWW-Authenticate", async () => {
  for (const headers of [{}, { Authorization: "Basic eDp5" }, { Authorization: "Bearer" }]) {
    const answer = await request("/api/v1/me", { headers: headers as Record<string, string> });
    expect([answer.status, answer.headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
    expect(await problemOf(answer)).toMatchObject({ code: "unauthorized", status: 401 });
  }
});

it("refuses unknown, mistyped and expired tokens", async () => {
  const expired = await tokenOf("editor", { expiresAt: Date.now() - 1 });
  const known = await tokenOf("editor");
  const mistyped = known.slice(0, -1) + (known.endsWith("0") ? "1" : "0");
  for (const token of [await newToken(), expired, mistyped]) {
    const answer = await me(token, { "CF-Connecting-IP": "192.0.2.77" });
    expect([answer.status, answer.headers.get("WWW-Authenticate")]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
  }
});

it("does not ask D1 about a token whose checksum is wrong", async () => {
  const { trips } = await measured(() => me(`dl_${"A".repeat(51)}`, { "CF-Connecting-IP": "192.0.2.78" }));
  expect(trips).toBe(0);
});

it("answers 429 to a client after 20 failed tokens, and not to others", async () => {
  const headers = { "CF-Connecting-IP": "192.0.2.20" };
  const bad = await newToken();
  const answers: Response[] = [];
  // More than two of the gate's minutes let through: its clock is the real one.
  for (let n = 0; n < 45; n++) answers.push(await me(bad, headers));
  expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(401));
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect((await me(bad, { "CF-Connecting-IP": "192.0.2.21" })).status).toBe(401);
});

it("stores the hash, never the token, and when it was last used to the hour", async () => {
  const token = await tokenOf("publisher");
  await must(200, me(token));
  const row = await env.DB.prepare("SELECT * FROM tokens").first<{ hash: string; last_used_at: number }>();
  expect(JSON.stringify(row)).not.toContain(token.slice(3, 20));
  expect(row?.last_used_at).toBe(Math.floor(Date.now() / 3_600_000) * 3_600_000);
});
