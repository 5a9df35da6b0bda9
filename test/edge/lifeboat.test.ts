import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { keepCopy } from "../../src/edge/lifeboat.ts";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import Dateline from "../../src/worker.ts";
import { everything } from "../support/comments.ts";
import { aBrief, aPaper, aStory, must, publish, remove, withdraw } from "../support/factories.ts";
import { type Fates, faulty, withoutD1, withoutR2 } from "../support/faults.ts";
import { aPicture } from "../support/media.ts";
import { ORIGIN, request } from "../support/request.ts";
import { runCron } from "../support/schedule.ts";

vi.spyOn(console, "error").mockImplementation(() => {});

/** A request to a Worker some of whose bindings are out of reach. */
async function asking(fates: Fates, path: string, init: RequestInit = {}): Promise<Response> {
  const ctx = Object.assign(createExecutionContext(), { exports });
  const answer = await new Dateline(ctx, faulty(fates)).fetch(
    new Request(ORIGIN + path, { redirect: "manual", ...init }),
  );
  await waitOnExecutionContext(ctx);
  return answer;
}

const cold = async (path: string, init: RequestInit = {}) => {
  resetLocalEdge();
  return await asking(withoutD1, path, init);
};

describe("with the database out of reach", () => {
  it("a page that the cache has goes on", async () => {
    const story = await aStory(await aPaper());
    await request(story.path);
    const kept = await asking(withoutD1, story.path);
    expect([kept.status, kept.headers.get("CF-Cache-Status")]).toEqual([200, "HIT"]);
  });

  it("a story that the cache does not have comes from the lifeboat", async () => {
    const story = await aStory(await aPaper(), {
      headline: "The harbour opens",
      body: { source: "First ships came in." },
    });
    const copy = await cold(story.path);
    expect(copy.status).toBe(200);
    const html = await copy.text();
    for (const part of ["The harbour opens", "First ships came in.", "without comments", "<time datetime="])
      expect(html).toContain(part);
    expect(copy.headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
    expect(copy.headers.get("CF-Cache-Status")).toBe("MISS");
    expect((await asking(withoutD1, story.path)).headers.get("CF-Cache-Status")).toBe("HIT");
    const head = await cold(story.path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("a copy is kept by the edge for ten seconds", async () => {
    const story = await aStory(await aPaper());
    const ctx = Object.assign(createExecutionContext(), { exports });
    const worker = new Dateline(ctx, { ...faulty(withoutD1), DATELINE_DEBUG: "1" });
    resetLocalEdge();
    const copy = await worker.fetch(new Request(ORIGIN + story.path));
    expect(copy.headers.get("Cloudflare-CDN-Cache-Control")).toBe("public, max-age=10");
  });

  it("a copy brings the policy by which it may be dressed as it was", async () => {
    const story = await aStory(await aPaper());
    const kept = await env.LIFEBOAT.head(`pages${story.path}`);
    const { "Content-Security-Policy": policy } = JSON.parse(kept?.customMetadata?.headers ?? "{}");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect((await cold(story.path)).headers.get("Content-Security-Policy")).toBe(policy);
  });

  it("a copy names no other story, no address and no account", async () => {
    const token = await aPaper();
    await aBrief(token, "A brief that may be withdrawn");
    await aStory(token, { headline: "A neighbour that may be withdrawn" });
    await must(
      200,
      request("/api/v1/site", {
        method: "PATCH",
        token,
        json: {
          donation: {
            headline: "Help",
            text: "Give.",
            url: "https://give.example/",
            iban: null,
            beneficiary: null,
          },
        },
      }),
    );
    await must(
      200,
      request("/api/v1/authors/mara-lind", {
        method: "PUT",
        token,
        json: { name: "Mara Lind", email: "mara@courier.example", emailPublic: true },
      }),
    );
    const story = await aStory(token, { headline: "The one" });
    const shown = await (await request(story.path)).text();
    for (const part of ["mara@courier.example", "may be withdrawn", "give.example"])
      expect(shown).toContain(part);
    const copy = await (await cold(story.path)).text();
    expect(copy).toContain("The one");
    for (const part of ["mara@", "may be withdrawn", "give.example"]) expect(copy).not.toContain(part);
  });

  it("a revalidation is refused, so that the good copy stays", async () => {
    const story = await aStory(await aPaper());
    const shown = await request(story.path);
    const answer = await cold(story.path, { headers: { "If-None-Match": shown.headers.get("ETag") ?? "" } });
    expect(answer.status).toBe(200);
    const inner = await faultyApp(story.path, { "If-None-Match": '"x"' });
    expect([inner.status, inner.headers.get("Retry-After"), inner.headers.get("Cache-Control")]).toEqual([
      503,
      "10",
      "no-store",
    ]);
  });

  it.each([
    { name: "withdrawn", take: withdraw, status: 410 },
    { name: "removed by law", take: remove, status: 451 },
  ])("a story that was $name stays away", async ({ take, status }) => {
    const token = await aPaper();
    const story = await aStory(token, { headline: "Never said", body: { source: "Not a word." } });
    await take(token, story);
    const answer = await cold(story.path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("Link")).toBe(status === 451 ? `<${ORIGIN}/>; rel="blocked-by"` : null);
    const html = await answer.text();
    for (const part of ["Never said", "Not a word."]) expect(html).not.toContain(part);
  });

  it("a story that was brought back is there again", async () => {
    const token = await aPaper();
    const story = await aStory(token, { headline: "Once more" });
    await publish(token, await withdraw(token, story));
    expect(await (await cold(story.path)).text()).toContain("Once more");
  });

  it("a story that moved leads to its new path", async () => {
    const token = await aPaper();
    const { id, path, revision } = await aStory(token);
    const headers = { "If-Match": `"${revision}"` };
    const json = { slug: "elsewhere" };
    const moved = await must<{ path: string }>(
      200,
      request(`/api/v1/articles/${id}`, { method: "PATCH", token, json, headers }),
    );
    const answer = await cold(path);
    expect([answer.status, answer.headers.get("Location")]).toEqual([301, ORIGIN + moved.path]);
    expect((await cold(moved.path)).status).toBe(200);
  });

  it("what is in no lifeboat is 503 with Retry-After", async () => {
    const story = await aStory(await aPaper());
    for (const path of ["/", "/world", "/2016/11/30/nothing", `${story.path}/comments`, `${story.path}.md`]) {
      const answer = await cold(path);
      expect([path, answer.status, answer.headers.get("Retry-After")]).toEqual([path, 503, "10"]);
    }
  });

  it("writes are refused, and nothing is half-written", async () => {
    const token = await aPaper();
    const story = await aStory(token);
    const before = await everything();
    const form = { Origin: ORIGIN, "Content-Type": "application/x-www-form-urlencoded" };
    const api = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const sent: [string, RequestInit][] = [
      [`${story.path}/comments`, { method: "POST", headers: form, body: "name=Ana&body=Hello" }],
      ["/api/v1/articles", { method: "POST", headers: api, body: '{"headline":"New"}' }],
      [`/api/v1/articles/${story.id}`, { headers: api }],
    ];
    for (const [path, init] of sent) {
      const answer = await asking(withoutD1, path, init);
      expect([path, answer.status, answer.headers.get("Retry-After")]).toEqual([path, 503, "10"]);
    }
    expect(await everything()).toEqual(before);
  });
});

/** The app past the edge, as the cache asks it. */
async function faultyApp(path: string, headers: Record<string, string>): Promise<Response> {
  const { app } = await import("../../src/app.ts");
  return await app.fetch(
    new Request(ORIGIN + path, { headers }),
    faulty(withoutD1),
    createExecutionContext(),
  );
}

describe("with the buckets out of reach", () => {
  it("text goes on without pictures", async () => {
    const token = await aPaper();
    const picture = await aPicture(token);
    const story = await aStory(token, { lead: { media: picture.id, caption: "Grey" } });
    resetLocalEdge();
    expect((await asking(withoutR2, story.path)).status).toBe(200);
    const answer = await asking(withoutR2, `/media/${picture.id}/1/original`);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([503, "no-store"]);
  });

  it("a publication is kept, and its copy made later", async () => {
    const token = await aPaper();
    const { id, revision, path } = await aStory(token, { headline: "First" });
    const headers = {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "If-Match": `"${revision}"`,
    };
    const body = JSON.stringify({ headline: "Second" });
    const answer = await asking(withoutR2, `/api/v1/articles/${id}`, { method: "PATCH", headers, body });
    expect(answer.status).toBe(200);
    expect(await (await cold(path)).text()).toContain("First");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    await runCron();
    vi.useRealTimers();
    expect(await (await cold(path)).text()).toContain("Second");
  });

  it("a withdrawal says that its copy is still there", async () => {
    const token = await aPaper();
    const { id, revision, path } = await aStory(token);
    const headers = {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "If-Match": `"${revision}"`,
    };
    const body = JSON.stringify({ state: "withdrawn", reason: "Wrong." });
    const init = { method: "PUT", headers, body };
    const answer = await asking(withoutR2, `/api/v1/articles/${id}/publication`, init);
    expect(await answer.json()).toMatchObject({ status: "withdrawn", receipt: { outcome: "failed" } });
    expect((await request(path)).status).toBe(410);
  });
});

it("an old drawing never comes behind a tombstone", async () => {
  const draws = [async () => text("old", 200), async () => text("gone", 410)];
  const path = "/2016/11/30/raced";
  await keepCopy(env.LIFEBOAT, path, async () => text("older", 200));
  const slow = Promise.withResolvers<void>();
  const first = keepCopy(env.LIFEBOAT, path, async () => {
    const draw = draws.shift();
    if (draws.length === 1) await slow.promise;
    return (await draw?.()) ?? text("gone", 410);
  });
  await keepCopy(env.LIFEBOAT, path, async () => text("gone", 410));
  slow.resolve();
  await first;
  expect((await env.LIFEBOAT.head(`pages${path}`))?.customMetadata?.status).toBe("410");
});

it("a copy made at the same time by two is made once", async () => {
  const path = "/2016/11/30/new";
  let drawings = 0;
  const keep = () => keepCopy(env.LIFEBOAT, path, async () => text(`drawing ${++drawings}`, 200));
  await Promise.all([keep(), keep()]);
  expect(drawings).toBe(3);
  expect(await (await env.LIFEBOAT.get(`pages${path}`))?.text()).toBe("drawing 3");
});

function text(body: string, status: number): Response {
  return new Response(body, { status });
}
