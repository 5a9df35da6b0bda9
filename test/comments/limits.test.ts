import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { currentDayKeys, hashClient } from "../../src/comments/client-hash.ts";
import { openDatabase } from "../../src/db.ts";
import { anAddress, everything, pass, rowsOf, say, storeComments, tally } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { problemOf } from "../support/request.ts";

const NOON = Date.UTC(2026, 10, 20, 12);
let article: ArticleJson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOON);
  article = await aStory(await aPaper());
});
afterEach(() => {
  vi.useRealTimers();
});

function from(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return say(article.path, {}, { "CF-Connecting-IP": address, ...headers });
}

/** Five comments, a second apart from each other. */
async function fill(address: string): Promise<void> {
  for (let n = 0; n < 5; n++) {
    expect((await from(address)).status).toBe(201);
    pass(1_000);
  }
}

describe("within a minute", () => {
  it("the sixth comment is 429 and says until when", async () => {
    const address = anAddress();
    await fill(address);
    const refused = await from(address);
    expect(refused.status).toBe(429);
    expect((await problemOf(refused)).code).toBe("rate_limited");
    expect(refused.headers.get("Retry-After")).toBe("55");
    expect(await rowsOf("comments")).toHaveLength(5);
  });

  it("a comment is taken after Retry-After, never before", async () => {
    const address = anAddress();
    pass(321);
    await fill(address);
    pass(250);
    const waitMs = 1_000 * Number((await from(address)).headers.get("Retry-After"));
    pass(waitMs - 1_000);
    expect((await from(address)).status).toBe(429);
    pass(1_000);
    expect((await from(address)).status).toBe(201);
    expect((await from(address)).headers.get("Retry-After")).toBe("1");
  });

  it("another client is not affected", async () => {
    await fill(anAddress());
    expect((await from(anAddress())).status).toBe(201);
  });

  it("one IPv6 network of 64 bits is one client", async () => {
    const [, , ...low] = anAddress().split(".");
    const site = `2001:db8:${low.join("")}`;
    for (let n = 1; n <= 5; n++) expect((await from(`${site}:a::${n}`)).status).toBe(201);
    expect((await from(`${site}:000A:ffff:0:1:2`)).status).toBe(429);
    expect((await from(`${site}:b::1`)).status).toBe(201);
  });

  it.each(["X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "X-Client-IP"])(
    "%s changes nothing",
    async (name) => {
      const address = anAddress();
      for (let n = 0; n < 5; n++) await from(address, { [name]: `192.0.2.${n}` });
      expect((await from(address, { [name]: "192.0.2.9" })).status).toBe(429);
    },
  );

  it("all without an address are one client", async () => {
    await storeComments(await sixtySecondsOf("shared", 5));
    expect((await from("")).status).toBe(429);
  });

  it("twenty at once leave exactly five", async () => {
    const address = anAddress();
    const answers = await Promise.all(Array.from({ length: 20 }, () => from(address)));
    expect(tally(answers)).toEqual({ 201: 5, 429: 15 });
    for (const answer of answers)
      if (answer.status === 429) expect(answer.headers.get("Retry-After")).toBe("60");
    expect(await rowsOf("comments")).toHaveLength(5);
    expect(await rowsOf("commenters")).toHaveLength(5);
    expect((await rowsOf("events")).filter(({ type }) => type === "comment.submitted")).toHaveLength(5);
  });

  it("it holds over midnight under yesterday's key", async () => {
    const address = anAddress();
    vi.setSystemTime(Date.UTC(2026, 10, 20, 23, 59, 50));
    await fill(address);
    pass(10_000);
    const refused = await from(address);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("45");
    pass(45_000);
    expect((await from(address)).status).toBe(201);
    expect(await rowsOf("day_keys")).toHaveLength(2);
  });
});

/** Rows as a client leaves them: `count` in the last minute. */
async function sixtySecondsOf(client: string, count: number) {
  return await rowsBy(
    client,
    Array.from({ length: count }, (_, n) => Date.now() - 30_000 + n),
  );
}

async function rowsBy(client: string, times: number[]) {
  await say(article.path);
  const now = Date.now();
  const keys = await currentDayKeys(openDatabase(env.DB), now);
  const { today } = await hashClient(client, { now, keys });
  return times.map((at) => ({ article: article.id, at, clientHash: today }));
}

describe("within a UTC day", () => {
  const hourly = (count: number) => Array.from({ length: count }, (_, n) => NOON - (n + 1) * 600_000);

  it("the thirty-first comment waits until midnight", async () => {
    const address = anAddress();
    await storeComments(await rowsBy(address, hourly(29)));
    expect((await from(address)).status).toBe(201);
    pass(61_000);
    const refused = await from(address);
    expect(refused.status).toBe(429);
    const waitS = Number(refused.headers.get("Retry-After"));
    expect(waitS).toBe(12 * 3_600 - 61);
    pass((waitS - 1) * 1_000);
    expect((await from(address)).status).toBe(429);
    pass(1_000);
    expect((await from(address)).status).toBe(201);
  });

  it("the later of both limits decides the wait", async () => {
    const address = anAddress();
    vi.setSystemTime(Date.UTC(2026, 10, 20, 23, 59, 55));
    await storeComments(
      await rowsBy(address, [...hourly(25), ...hourly(5).map((_, n) => Date.now() - 5_000 + n)]),
    );
    expect((await from(address)).headers.get("Retry-After")).toBe("55");
  });
});

describe("the limit's headers", () => {
  it("name both quotas on what was taken", async () => {
    const { headers } = await from(anAddress());
    expect(headers.get("RateLimit-Policy")).toBe('"minute";q=5;w=60, "day";q=30;w=86400');
    expect(headers.get("RateLimit")).toBe('"minute";r=4;t=60, "day";r=29;t=43200');
  });

  it("say on a refusal what is used up", async () => {
    const address = anAddress();
    await fill(address);
    const { headers } = await from(address);
    expect(headers.get("RateLimit")).toBe('"minute";r=0;t=55, "day";r=25;t=43195');
  });

  it("are there where the gate refuses", async () => {
    const address = anAddress();
    // More than two windows of the gate let through: its clock is the real one.
    const answers = await Promise.all(Array.from({ length: 31 }, () => from(address)));
    const byGate = answers.find(({ headers }) => headers.get("RateLimit") === '"minute";r=0;t=60');
    expect(byGate?.status).toBe(429);
    expect(byGate?.headers.get("Retry-After")).toBe("60");
  });
});

describe("a refusal by limit", () => {
  it("leaves no trace in D1", async () => {
    const address = anAddress();
    await fill(address);
    const before = await everything();
    await from(address);
    expect(await everything()).toEqual(before);
  });
});
