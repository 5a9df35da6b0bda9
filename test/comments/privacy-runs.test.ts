import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Dateline from "../../src/worker.ts";
import {
  aComment,
  cookieOf,
  cron,
  decided,
  everything,
  fillIn,
  pass,
  rowsOf,
  say,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { faulty, withoutD1 } from "../support/faults.ts";
import { ORIGIN, request } from "../support/request.ts";

const NOON = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 86_400_000;

/** Whom one run is played by: the headers of three clients. */
type Cast = Record<string, string>[];

const CASTS: Cast[] = [
  ["203.0.113.77", "2001:db8:77:88:99::1", "198.51.100.3"],
  ["192.0.2.4", "2001:db8:ffff:1::2", "2001:db8:1234::9"],
].map((addresses, run) =>
  addresses.map((address, n) => ({
    "CF-Connecting-IP": address,
    "CF-IPCountry": run === 0 ? "DE" : "IS",
    "CF-Ray": `trace${run}${n}`,
    "X-Forwarded-For": address,
    "X-Real-IP": address,
    "User-Agent": run === 0 ? `Mozilla/5.0 (trace ${n})` : `curl/8 (trace ${n})`,
    "Accept-Language": run === 0 ? "de-trace" : "is-trace",
    Referer: `https://trace${run}.example/${n}`,
    DNT: String(run),
  })),
);

const logged: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOON);
  logged.length = 0;
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => void logged.push(said.join(" ")));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A discussion with everything that can happen to a comment, by three clients. */
async function play([ana = {}, bo = {}, cy = {}]: Cast): Promise<void> {
  const token = await aPaper();
  const article = await aStory(token);
  const first = await aComment(article.path, { body: "First" }, ana);
  await decided(token, first.id, { decision: "publish" });
  const reply = await aComment(article.path, { name: "Bo", body: "Reply", parentId: first.id }, bo);
  await decided(token, reply.id, { decision: "decline", ground: "off_topic", note: "Not about it" });
  await readAll(article, cy);
  await request(new URL(first.receiptUrl).pathname, { headers: ana });
  const form = await fillIn(article.path, { name: "Cy", body: "By form" }, cy);
  await fillIn(article.path, { name: "Cy", body: "By form" }, { ...cy, Cookie: cookieOf(form) });
  await refusals(article, [ana, bo, cy]);
  await failure(article, bo);
  pass(15_000);
  await cron();
}

async function readAll({ path }: ArticleJson, headers: Record<string, string>): Promise<void> {
  for (const page of ["", "/comments", "/comments/fragment", ".md", "/history"])
    await (await request(path + page, { headers })).text();
  for (const page of ["/", "/search?q=harbour", "/none", "/feed.xml"])
    await (await request(page, { headers })).text();
}

async function refusals(article: ArticleJson, [ana = {}, bo = {}, cy = {}]: Cast): Promise<void> {
  for (let n = 0; n < 20; n++) await say(article.path, { body: `Again ${n}` }, ana);
  await say(article.path, { body: "Not me", website: "https://trace.example" }, bo);
  await say(article.path, { body: "Nowhere", parentId: "nobody" }, cy);
  await fillIn(article.path, { body: "From elsewhere" }, { ...cy, Origin: "https://elsewhere.example" });
  await say(`${article.path}-not`, { body: "Where?" }, bo);
  await request("/api/v1/comments", { token: "dl_wrong", headers: cy });
}

/** A comment while D1 is out of reach: that is logged. */
async function failure(article: ArticleJson, headers: Record<string, string>): Promise<void> {
  const ctx = Object.assign(createExecutionContext(), { exports });
  const json = JSON.stringify({ name: "Bo", body: "Lost" });
  const init = { method: "POST", body: json, headers: { ...headers, "Content-Type": "application/json" } };
  const answer = await new Dateline(ctx, faulty(withoutD1)).fetch(
    new Request(`${ORIGIN}${article.path}/comments`, init),
  );
  expect(answer.status).toBe(503);
  await waitOnExecutionContext(ctx);
}

/** Everything that is left of a run: D1, both buckets, and what was logged. */
async function leftOf() {
  const { d1_migrations, ...d1 } = await everything();
  return { d1, media: await contentOf(env.MEDIA), lifeboat: await contentOf(env.LIFEBOAT), logged };
}

async function contentOf(bucket: R2Bucket): Promise<unknown[]> {
  const { objects } = await bucket.list({ include: ["httpMetadata", "customMetadata"] });
  return await Promise.all(
    objects.map(async ({ key, httpMetadata, customMetadata }) => {
      const text = await (await bucket.get(key))?.text();
      return { key, httpMetadata, customMetadata, text };
    }),
  );
}

/** Ids, keys and hashes by the place where they first stand: what equals what is still to be seen. */
function withoutChance(left: unknown): string[] {
  const known = new Map<string, string>();
  const placeholder = (text: string) => {
    known.set(text, known.get(text) ?? `#${known.size}`);
    return known.get(text) ?? "";
  };
  return JSON.stringify(left, null, 1)
    .replaceAll(
      /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9a-f]{64}\b|(?<![\w-])[\w-]{43}(?![\w-])/g,
      placeholder,
    )
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .split("\n");
}

describe("the same story, played by other people from elsewhere", () => {
  const runs: string[][] = [];

  it.each(CASTS)("is played, %#", async (...cast) => {
    await play(cast);
    const left = await leftOf();
    const text = JSON.stringify(left);
    for (const headers of cast)
      for (const [name, value] of Object.entries(headers))
        if (value.length > 2) expect([name, text.includes(value)]).toEqual([name, false]);
    expect(text).not.toMatch(/trace/i);
    expect(left.d1.comments?.length).toBe(2 + 1 + 4);
    expect(left.lifeboat).not.toEqual([]);
    expect(left.logged.length).toBeGreaterThan(0);
    runs.push(withoutChance(left));
  });

  it("leaves the same in D1, R2 and the log but for ids, times and keyed hashes", () => {
    expect(runs).toHaveLength(CASTS.length);
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[0]?.length).toBeGreaterThan(200);
  });
});

it("48 hours later no row is left that comes from an address", async () => {
  await play(CASTS[0] ?? []);
  const keys = (await rowsOf<{ key: string }>("day_keys")).map(({ key }) => key);
  const hashes = (await rowsOf<{ client_hash: string }>("comments")).map((row) => row.client_hash);
  expect(new Set(hashes).size).toBe(3);
  pass(2 * DAY_MS);
  await cron();
  expect(await rowsOf("day_keys")).toEqual([]);
  const text = JSON.stringify(await leftOf());
  for (const trace of [...keys, ...hashes]) expect(text).not.toContain(trace);
  expect((await rowsOf("comments")).map((row) => row.client_hash)).toEqual(hashes.map(() => null));
});
