import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newToken } from "../../src/editors/token.ts";
import { anAddress, cookieOf, cron, pass, rowsOf } from "../support/comments.ts";
import { look, press, seen, signIn, tryToSignIn } from "../support/desk.ts";
import { aPaper } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { ORIGIN, request, tokenOf } from "../support/request.ts";

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 12);
const FORMS = ["decisions", "undo", "standing", "discussion"].map((name) => `/desk/comments/${name}`);
let token: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  await aPaper();
  token = await tokenOf("moderator", { name: "Quill" });
});
afterEach(() => {
  vi.useRealTimers();
});

const whereTo = async (answer: Promise<Response>) => {
  const { status, headers } = await answer;
  return [status, headers.get("Location")];
};

describe("signing in", () => {
  it("gives a cookie out of reach of scripts and other sites, and keeps its hash alone", async () => {
    const response = await tryToSignIn(token);
    expect([response.status, response.headers.get("Location")]).toEqual([303, "/desk/comments"]);
    expect(response.headers.get("Set-Cookie")).toMatch(
      /^desk=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const [row] = await rowsOf<{ hash: string; expires_at: number }>("desk_sessions");
    expect(row?.hash).toMatch(/^[\da-f]{64}$/);
    expect(row?.expires_at).toBe(NOW + 12 * HOUR_MS);
    expect((await rowsOf("audit")).at(-1)).toMatchObject({ action: "desk.open", actor_name: "Quill" });
    expect(await seen(cookieOf(response))).toContain("Quill");
  });

  it("over https is bound to the host, and takes no cookie that another host may have planted", async () => {
    const over = (path: string, init: RequestInit) =>
      exports.default.fetch(new Request(`https://dateline.test${path}`, { redirect: "manual", ...init }));
    const headers = { Origin: ORIGIN, "CF-Connecting-IP": anAddress() };
    const response = await over("/desk/session", {
      ...{ method: "POST", headers },
      body: new URLSearchParams({ token }),
    });
    expect(response.headers.get("Set-Cookie")).toMatch(
      /^__Host-desk=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const cookie = cookieOf(response);
    const statusWith = async (Cookie: string) =>
      (await over("/desk/comments", { headers: { Cookie } })).status;
    expect(await statusWith(cookie)).toBe(200);
    expect(await statusWith(cookie.replace("__Host-", ""))).toBe(303);
  });

  it.each(["editor", "publisher"] as const)("is for a %s too", async (role) => {
    await seen(await signIn(await tokenOf(role)));
  });

  it("is refused to a writer, and said so", async () => {
    const response = await tryToSignIn(await tokenOf("writer"));
    expect(response.status).toBe(403);
    expect(response.headers.get("Set-Cookie")).toBeNull();
    expect(await response.text()).toContain("may not decide on comments");
    expect(await rowsOf("desk_sessions")).toEqual([]);
  });

  it("is refused with an unknown, mistyped or expired token", async () => {
    const expired = await tokenOf("moderator", { expiresAt: NOW - 1 });
    for (const bad of [await newToken(), "dl_nonsense", "", expired]) {
      const response = await tryToSignIn(bad);
      expect([response.status, response.headers.get("Set-Cookie")]).toEqual([401, null]);
      const text = await response.text();
      expect(text).toContain("not known, or it has expired");
      if (bad) expect(text).not.toContain(bad);
    }
  });

  it("is stopped by the gate of failed tokens, as the API is", async () => {
    const headers = { "CF-Connecting-IP": "192.0.2.120" };
    const bad = await newToken();
    const answers: Response[] = [];
    for (let n = 0; n < 45; n++) answers.push(await tryToSignIn(bad, {}, headers));
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(answers.slice(0, 20).every(({ status }) => status === 401)).toBe(true);
    expect((await tryToSignIn(bad)).status).toBe(401);
  });

  it("ends the session that the browser had", async () => {
    const first = await signIn(token);
    await press(first, "/desk/session", { token });
    expect(await rowsOf("desk_sessions")).toHaveLength(1);
    expect((await look(first)).status).toBe(303);
  });

  it("is for the one page that was asked for, and only at this desk", async () => {
    const way = "/desk/comments?status=declined&article=a-1";
    expect(await whereTo(look("", way))).toEqual([303, `/desk?next=${encodeURIComponent(way)}`]);
    expect(await whereTo(tryToSignIn(token, { next: way }))).toEqual([303, way]);
    const elsewhere = [
      "https://evil.example/",
      "//evil.example/desk/",
      "/\\evil.example",
      "/desk/\\evil.example",
      "/desk/\t/evil.example",
      "/desk/\r\nSet-Cookie: a=b",
      "/desk/../\\evil.example",
      "javascript:alert(1)",
      "/world",
      "/desk",
      " /desk/comments",
      "/desk@evil.example/desk/",
    ];
    const cookie = await signIn(token);
    for (const next of elsewhere) {
      expect([next, ...(await whereTo(tryToSignIn(token, { next })))]).toEqual([next, 303, "/desk/comments"]);
      const path = `/desk?next=${encodeURIComponent(next)}`;
      expect([next, ...(await whereTo(look(cookie, path)))]).toEqual([next, 303, "/desk/comments"]);
      expect(await (await look("", path)).text()).toContain('name="next" value="/desk/comments"');
    }
  });
});

describe("a session", () => {
  it("ends after twelve hours", async () => {
    const cookie = await signIn(token);
    pass(12 * HOUR_MS - 1);
    expect((await look(cookie)).status).toBe(200);
    pass(1);
    expect(await whereTo(look(cookie))).toEqual([303, "/desk?next=%2Fdesk%2Fcomments"]);
    for (const path of FORMS) expect(await whereTo(press(cookie, path))).toEqual([303, "/desk"]);
  });

  it("ends with its token: revoked or expired", async () => {
    const publisher = await tokenOf("publisher");
    const brief = await tokenOf("moderator", { name: "Brief", expiresAt: NOW + HOUR_MS });
    const [cookie, other] = [await signIn(token), await signIn(brief)];
    const { id } =
      (await rowsOf<{ id: string; name: string }>("tokens")).find(({ name }) => name === "Quill") ?? {};
    await request(`/api/v1/tokens/${id}`, { method: "DELETE", token: publisher });
    expect((await look(cookie)).status).toBe(303);
    expect((await look(other)).status).toBe(200);
    pass(HOUR_MS);
    expect((await look(other)).status).toBe(303);
  });

  it("is ended by signing out, on the server too", async () => {
    const cookie = await signIn(token);
    const response = await press(cookie, "/desk/session/end");
    expect([response.status, response.headers.get("Location")]).toEqual([303, "/desk"]);
    expect(response.headers.get("Set-Cookie")).toMatch(/^desk=; Max-Age=0; Path=\//);
    expect(await rowsOf("desk_sessions")).toEqual([]);
    expect((await look(cookie)).status).toBe(303);
  });

  it("is looked up in one statement, and asks nothing for what is no secret", async () => {
    const cookie = await signIn(token);
    await look(cookie);
    const { statements } = await measured(() => press(cookie, "/desk/comments/undo", {}, { Origin: "" }));
    expect(statements.filter((sql) => sql.includes("desk_sessions"))).toHaveLength(1);
    const { trips } = await measured(() => look("desk=' OR 1=1 --"));
    expect(trips).toBe(0);
  });

  it("opens nothing of the API, as a token alone opens nothing of the desk", async () => {
    const cookie = await signIn(token);
    for (const path of ["/api/v1/me", "/api/v1/comments"])
      expect((await request(path, { headers: { Cookie: cookie } })).status).toBe(401);
    const json = { decisions: [{ id: "a", decision: "publish" }] };
    const headers = { Cookie: cookie };
    expect((await request("/api/v1/comments/decisions", { json, headers })).status).toBe(401);
    expect((await request("/desk/comments", { token })).status).toBe(303);
    const secret = cookie.replace("desk=", "");
    expect((await request("/api/v1/me", { token: secret })).status).toBe(401);
  });

  it("of a token that may no longer decide is refused", async () => {
    const cookie = await signIn(token);
    await env.DB.prepare("UPDATE tokens SET role = 'writer' WHERE name = 'Quill'").run();
    const response = await look(cookie);
    expect([response.status, response.headers.get("Cache-Control")]).toEqual([403, "no-store"]);
    expect(await response.text()).toContain("Your token does not allow this.");
  });

  it("is deleted by cron when it has ended", async () => {
    const cookie = await signIn(token);
    pass(6 * HOUR_MS);
    await signIn(token);
    pass(6 * HOUR_MS);
    await cron();
    expect(await rowsOf("desk_sessions")).toHaveLength(1);
    expect((await look(cookie)).status).toBe(303);
  });
});

describe("a form from elsewhere", () => {
  it.each([
    ["another site", { Origin: "https://evil.example" }],
    ["a sandbox", { Origin: "null" }],
    ["nowhere", { Origin: "" }],
    ["another site without an origin", { Origin: "", "Sec-Fetch-Site": "cross-site" }],
    ["a host beside ours", { Origin: "", "Sec-Fetch-Site": "same-site" }],
    ["our host on another port", { Origin: `${ORIGIN}:81` }],
  ])("is refused: %s", async (_, headers) => {
    const cookie = await signIn(token);
    const audit = await rowsOf("audit");
    for (const path of [...FORMS, "/desk/session", "/desk/session/end"]) {
      const response = await press(cookie, path, { token, do: "publish", id: "a" }, headers);
      expect([path, response.status]).toEqual([path, 403]);
    }
    expect(await rowsOf("audit")).toEqual(audit);
    expect((await look(cookie)).status).toBe(200);
  });

  it("is no form where it is JSON", async () => {
    const cookie = await signIn(token);
    const headers = { Cookie: cookie };
    for (const path of FORMS)
      expect((await request(path, { json: { do: "publish" }, headers })).status).toBe(415);
  });
});

it("keeps all of the desk private, and lets no script run but its own", async () => {
  const cookie = await signIn(token);
  for (const response of [await look(cookie), await look("", "/desk"), await tryToSignIn(token)]) {
    const { headers } = response;
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("X-Robots-Tag")).toBe("noindex");
    expect(headers.get("Referrer-Policy")).toBe("same-origin");
    const policy = headers.get("Content-Security-Policy");
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}='(;|$)/);
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).toContain("default-src 'none'");
  }
  const elsewhere = (await request("/")).headers.get("Content-Security-Policy");
  expect(elsewhere).not.toContain("script-src");
  expect(await (await request("/robots.txt")).text()).toContain("Disallow: /desk\n");
});
