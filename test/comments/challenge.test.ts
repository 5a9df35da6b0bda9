import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { app } from "../../src/app.ts";
import { anAddress, cookieOf, mainOf, rowsOf, setStanding } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { ORIGIN, problemOf, request } from "../support/request.ts";

const SECRET = "the-secret-of-the-widget";
const SITE_KEY = "0x4AAAAAAAtest";
const CHALLENGES = "https://challenges.cloudflare.com";
let article: ArticleJson;
let token: string;

beforeEach(async () => {
  token = await aPaper();
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: { turnstileSiteKey: SITE_KEY } }));
  article = await aStory(token);
});

/** The site where Turnstile is demanded; its verifier is a server that answers as Cloudflare's does. */
async function send(path: string, init?: RequestInit, more: Record<string, string> = {}): Promise<Response> {
  const ctx = createExecutionContext();
  const own = { ...env, TURNSTILE_SECRET: SECRET, TURNSTILE_URL: inject("siteverify"), ...more };
  const response = await app.fetch(new Request(ORIGIN + path, { redirect: "manual", ...init }), own, ctx);
  await waitOnExecutionContext(ctx);
  return response;
}

type Fields = Record<string, string>;
const headersOf = (more: Fields) => ({ "CF-Connecting-IP": anAddress(), Origin: ORIGIN, ...more });

function fill(response: string | undefined, fields: Fields = {}, headers: Fields = {}): Promise<Response> {
  const challenge: Fields = response === undefined ? {} : { "cf-turnstile-response": response };
  const body = new URLSearchParams({ name: "Ana", body: "Typed with care", ...challenge, ...fields });
  return send(`${article.path}/comments`, { method: "POST", body, headers: headersOf(headers) });
}

/** What the verifier was asked about a token. */
async function asked(response: string): Promise<Record<string, string>[]> {
  const all = await (await fetch(inject("siteverify"))).json<Record<string, Record<string, string>[]>>();
  return all[response] ?? [];
}

describe("a passed challenge", () => {
  it("lets the comment in; nothing of the commenter is sent along", async () => {
    const response = `once-${crypto.randomUUID()}`;
    const headers = { "CF-Connecting-IP": "192.0.2.123", "User-Agent": "A browser" };
    expect((await fill(response, {}, headers)).status).toBe(303);
    const [sent] = await asked(response);
    expect(sent).toEqual({ secret: SECRET, response, idempotency_key: expect.stringMatching(/^[\w-]{36}$/) });
    expect(await rowsOf("comments")).toHaveLength(1);
  });

  it("is not asked for again where the same text leads to the first receipt", async () => {
    const response = `once-${crypto.randomUUID()}`;
    const first = await fill(response);
    const again = await fill(response, {}, { Cookie: cookieOf(first) });
    expect([again.status, again.headers.get("Location")]).toEqual([303, first.headers.get("Location")]);
    expect(await asked(response)).toHaveLength(1);
  });

  it("gives no standing: the comment waits", async () => {
    await fill("passed");
    expect(await rowsOf("comments")).toMatchObject([{ status: "pending" }]);
  });

  it("is not asked for where the comment is refused anyway", async () => {
    const response = `once-${crypto.randomUUID()}`;
    expect((await fill(response, { website: "x" })).status).toBe(422);
    expect((await fill(response, { name: "" })).status).toBe(422);
    expect((await fill(response, { parentId: crypto.randomUUID() })).status).toBe(422);
    expect((await fill(response, {}, { Origin: "https://evil.example" })).status).toBe(403);
    expect(await asked(response)).toEqual([]);
  });
});

describe("without a passed challenge", () => {
  it.each([
    ["none", undefined, 422],
    ["an empty one", "", 422],
    ["a refused one", "refused", 422],
    ["an error of the verifier", "internal", 503],
    ["a wrong secret", "bad-secret", 503],
    ["garbage", "garbage", 503],
    ["a redirect", "redirect", 503],
    ["a 500", "500", 503],
  ])("%s is refused, and the text is given back", async (_, response, status) => {
    const refused = await fill(response);
    expect(refused.status).toBe(status);
    expect(refused.headers.get("Retry-After")).toBe(status === 503 ? "10" : null);
    const html = await refused.text();
    expect(html).toContain("Typed with care");
    expect(html).toContain(status === 503 ? "Try again soon." : "The check against robots was not passed.");
    expect(refused.headers.get("Content-Security-Policy")).toContain(CHALLENGES);
    expect(await rowsOf("comments")).toEqual([]);
    expect(await rowsOf("commenters")).toEqual([]);
  });

  it("a spent one is refused", async () => {
    const response = `once-${crypto.randomUUID()}`;
    expect((await fill(response)).status).toBe(303);
    expect((await fill(response, { body: "Another text" })).status).toBe(422);
  });

  it("a verifier that hangs is waited for five seconds", async () => {
    const before = Date.now();
    const refused = await fill("hang");
    const took = Date.now() - before;
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "10"]);
    expect(took).toBeGreaterThanOrEqual(4_900);
    expect(took).toBeLessThan(7_000);
    expect(await rowsOf("comments")).toEqual([]);
  });

  it("a verifier that is not there refuses", async () => {
    const body = new URLSearchParams({ name: "Ana", body: "Text", "cf-turnstile-response": "passed" });
    const init = { method: "POST", body, headers: headersOf({}) };
    const refused = await send(`${article.path}/comments`, init, { TURNSTILE_URL: "http://127.0.0.1:9/" });
    expect(refused.status).toBe(503);
  });

  it("even a trusted commenter is refused", async () => {
    const first = await fill("passed");
    const [{ id } = { id: "" }] = await rowsOf<{ id: string }>("comments");
    await setStanding(id, "trusted");
    expect((await fill("refused", { body: "More" }, { Cookie: cookieOf(first) })).status).toBe(422);
  });

  it("a program is told by code", async () => {
    const body = JSON.stringify({ name: "Ana", body: "Text" });
    const headers = { "Content-Type": "application/json", "CF-Connecting-IP": anAddress() };
    const refused = await send(`${article.path}/comments`, { method: "POST", body, headers });
    expect(await problemOf(refused)).toMatchObject({ status: 422, code: "challenge_failed" });
  });
});

describe("where no secret is set", () => {
  it("nobody is asked, whatever is sent", async () => {
    const response = `once-${crypto.randomUUID()}`;
    const body = new URLSearchParams({ name: "Ana", body: "Text", "cf-turnstile-response": response });
    const init = { method: "POST", body, headers: headersOf({}) };
    expect((await send(`${article.path}/comments`, init, { TURNSTILE_SECRET: "" })).status).toBe(303);
    expect(await asked(response)).toEqual([]);
  });

  it("no page has the widget", async () => {
    const page = await send(`${article.path}/comments`, {}, { TURNSTILE_SECRET: "" });
    expect(await page.text()).not.toMatch(/class="cf-turnstile"|challenges\.cloudflare/);
    expect(page.headers.get("Content-Security-Policy")).not.toContain("cloudflare");
  });
});

describe("the widget", () => {
  it("stands on the comments page, whose policy alone allows it", async () => {
    const page = await send(`${article.path}/comments`);
    const html = await page.text();
    expect(html).toContain(`data-sitekey="${SITE_KEY}"`);
    expect(html).toContain(`src="${CHALLENGES}/turnstile/v0/api.js"`);
    expect(mainOf(html)).toContain("The check needs JavaScript");
    const policy = page.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/script-src 'sha256-[^ ]+ 'sha256-[^ ]+ https:\/\/challenges\.cloudflare\.com;/);
    expect(policy).toContain(`frame-src ${CHALLENGES};`);
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types default");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
  });

  it("and its origin are on no other page", async () => {
    const taken = await fill("passed");
    const Cookie = cookieOf(taken);
    const paths = ["/", article.path, "/world", "/comments/mine", "/comments/recovery", "/nowhere"];
    for (const path of [...paths, `${article.path}/comments/fragment`, taken.headers.get("Location") ?? ""]) {
      const page = await send(path, { headers: { Cookie } });
      expect([path, (await page.text()).includes("challenges.cloudflare.com")]).toEqual([path, false]);
      const policy = page.headers.get("Content-Security-Policy") ?? "";
      expect([path, policy.includes("cloudflare"), policy.includes("default-src 'none'")]).toEqual([
        path,
        false,
        true,
      ]);
    }
  });
});
