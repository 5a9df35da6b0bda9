import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { aPaper } from "../support/factories.ts";
import { problemOf, request } from "../support/request.ts";

async function articles(): Promise<number | undefined> {
  return (await env.DB.prepare("SELECT count(*) AS n FROM articles").first<{ n: number }>())?.n;
}

it("answers what is no JSON with 400, and stores nothing", async () => {
  const token = await aPaper();
  const broken = ["", "{", "nothing", "[1,]", '{"a":1}x', "[".repeat(100_000), '{"headline":"\ttab"}'];
  const headers = { "Content-Type": "application/json" };
  for (const body of broken) {
    const answer = await request("/api/v1/articles", { method: "POST", token, body, headers });
    expect([body.slice(0, 20), answer.status]).toEqual([body.slice(0, 20), 400]);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(await problemOf(answer)).toMatchObject({
      code: "malformed_json",
      requestId: answer.headers.get("X-Request-Id"),
    });
  }
  expect(await articles()).toBe(0);
});

it("answers bad UTF-8 with 400", async () => {
  const token = await aPaper();
  const body = Uint8Array.of(...new TextEncoder().encode('{"headline":"'), 0xc3, 0x28, 0x22, 0x7d);
  const answer = await request("/api/v1/articles", {
    token,
    body,
    headers: { "Content-Type": "application/json" },
  });
  expect([answer.status, (await problemOf(answer)).code]).toEqual([400, "malformed_json"]);
});

it("answers more than a megabyte with 413, whatever the length header says", async () => {
  const token = await aPaper();
  const big = JSON.stringify({ headline: "x".repeat(1_100_000) });
  const declared = await request("/api/v1/articles", {
    token,
    body: big,
    headers: { "Content-Type": "application/json" },
  });
  expect([declared.status, (await problemOf(declared)).code]).toEqual([413, "too_large"]);
  const stream = new Blob([big]).stream();
  const streamed = await request("/api/v1/articles", {
    token,
    body: stream,
    headers: { "Content-Type": "application/json" },
  });
  expect(streamed.status).toBe(413);
});

it("answers other types with 415", async () => {
  const token = await aPaper();
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]) {
    const answer = await request("/api/v1/articles", {
      token,
      body: '{"headline":"x"}',
      headers: { "Content-Type": type },
    });
    expect([type, answer.status]).toEqual([type, 415]);
  }
});

it("names each wrong member by its path", async () => {
  const token = await aPaper();
  const json = { headline: 1, body: { source: 2, color: 3 }, authors: ["A B"], extra: true };
  const { errors } = await problemOf(await request("/api/v1/articles", { token, json }));
  expect(errors?.map((error) => error.path).sort()).toEqual([
    "authors.0",
    "body.color",
    "body.source",
    "extra",
    "headline",
  ]);
});

it("names what an article points to and is not there", async () => {
  const token = await aPaper();
  const json = { headline: "x", section: "nowhere", authors: ["mara-lind", "nobody"], topics: ["***"] };
  const { errors } = await problemOf(await request("/api/v1/articles", { token, json }));
  expect(errors?.map((error) => error.path)).toEqual(["section", "authors.1", "topics.0"]);
  expect(await articles()).toBe(0);
});

it("refuses limits outside 1 to 100, unknown parameters and forged cursors", async () => {
  const token = await aPaper();
  for (const query of ["limit=0", "limit=101", "limit=x", "stauts=draft", "status=lost"])
    expect([query, (await request(`/api/v1/articles?${query}`, { token })).status]).toEqual([query, 422]);
  for (const cursor of ["x", "MTIzLjEyMw.AAAAAAAAAAAAAAAAAAAAAA", "..", "a.b.c", "A".repeat(1_000)]) {
    const answer = await request(`/api/v1/articles?cursor=${cursor}`, { token });
    expect([cursor, answer.status, (await problemOf(answer)).code]).toEqual([cursor, 400, "bad_cursor"]);
  }
});

it("refuses reserved words and numbers as sections", async () => {
  const token = await aPaper();
  for (const slug of ["api", "in-short", "archive", "2026", "healthz"]) {
    const answer = await request(`/api/v1/sections/${slug}`, { method: "PUT", token, json: { name: "x" } });
    expect([slug, answer.status]).toEqual([slug, 422]);
  }
});

it("does not tell the host that was asked for", async () => {
  await aPaper();
  for (const path of ["/", "/api/openapi.json", "/nothing-here"]) {
    const answer = await request(path, {
      headers: { "X-Forwarded-Host": "evil.example", Forwarded: "host=evil.example" },
    });
    expect(await answer.text()).not.toContain("evil.example");
  }
});
