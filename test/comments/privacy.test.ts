import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { base64url, hex, sha256 } from "../../src/http/secrets.ts";
import { aComment, anAddress, cron, everything, pass, rowsOf, say } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { measured } from "../support/plans.ts";

const DAY_MS = 86_400_000;
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

const comment = (address: string) => aComment(article.path, {}, { "CF-Connecting-IP": address });
const hashes = async () =>
  (await rowsOf<{ client_hash: string | null }>("comments")).map((row) => row.client_hash);
const days = async () => (await rowsOf<{ day: string }>("day_keys")).map(({ day }) => day);

describe("of an address", () => {
  it.each(["203.0.113.77", "2001:db8:77:88:99::1"])(
    "%s nothing is kept but a keyed hash",
    async (address) => {
      await comment(address);
      const network = "2001:db8:77:88::/64";
      const dump = JSON.stringify(await everything());
      for (const form of [address, network, "203.0.113", "2001:db8"]) expect(dump).not.toContain(form);
      for (const form of [address, network]) {
        const digest = await sha256(form);
        expect(dump).not.toContain(digest.slice(0, 16));
        expect(dump).not.toContain(
          base64url(Uint8Array.from(digest.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))).slice(
            0,
            16,
          ),
        );
        expect(dump).not.toContain(btoa(form));
        expect(dump).not.toContain(hex(new TextEncoder().encode(form)));
      }
      expect(await hashes()).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    },
  );

  it("the hash stands in one column only", async () => {
    await comment(anAddress());
    const [hash = ""] = await hashes();
    expect(JSON.stringify(await everything()).split(hash ?? "")).toHaveLength(2);
  });

  it("the hash is another one each day", async () => {
    const address = anAddress();
    await comment(address);
    pass(DAY_MS);
    await comment(address);
    expect(new Set(await hashes()).size).toBe(2);
    const keys = await rowsOf<{ key: string }>("day_keys");
    expect(keys.map(({ key }) => key)).toEqual([
      expect.stringMatching(/^[\w-]{43}$/),
      expect.stringMatching(/^[\w-]{43}$/),
    ]);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(2);
  });

  it("headers such as User-Agent leave no trace", async () => {
    const headers = {
      "User-Agent": "Trace/1.0",
      "Accept-Language": "xx-trace",
      Referer: "https://trace.example/",
      "X-Forwarded-For": "198.51.100.200",
    };
    await say(article.path, {}, headers);
    expect(JSON.stringify(await everything())).not.toMatch(/trace|198\.51/i);
  });
});

describe("a day's key", () => {
  it("is made once by comments at once", async () => {
    await Promise.all(Array.from({ length: 4 }, () => comment(anAddress())));
    expect(await days()).toEqual(["2026-11-20"]);
  });

  it("and its hashes live to the end of the next day", async () => {
    await comment(anAddress());
    vi.setSystemTime(Date.UTC(2026, 10, 21, 23, 59, 59, 999));
    await comment(anAddress());
    await cron();
    expect(await days()).toEqual(["2026-11-20", "2026-11-21"]);
    expect((await hashes()).filter((hash) => hash !== null)).toHaveLength(2);
  });

  it("and its hashes are destroyed then", async () => {
    const { id } = await comment(anAddress());
    vi.setSystemTime(Date.UTC(2026, 10, 21, 23, 59, 59, 999));
    await comment(anAddress());
    pass(1);
    await cron();
    expect(await days()).toEqual(["2026-11-21"]);
    expect((await hashes()).filter((hash) => hash !== null)).toHaveLength(1);
    expect((await rowsOf("comments")).find((row) => row.id === id)).toMatchObject({
      client_hash: null,
      name: "Ana",
    });
  });

  it("is destroyed late where cron was down", async () => {
    await comment(anAddress());
    pass(30 * DAY_MS);
    await cron();
    expect(await rowsOf("day_keys")).toEqual([]);
    expect(await hashes()).toEqual([null]);
  });

  it("costs cron nothing for old comments", async () => {
    await comment(anAddress());
    const copy = env.DB.prepare(
      `INSERT INTO comments (id, article, parent, commenter, name, body, status, receipt_hash, client_hash, created_at)
        SELECT id || ?1, article, parent, commenter, name, body || ?1, status, receipt_hash || ?1, NULL, created_at FROM comments WHERE client_hash IS NOT NULL`,
    );
    await env.DB.batch(Array.from({ length: 200 }, (_, n) => copy.bind(n)));
    pass(20_000);
    await cron();
    pass(3 * DAY_MS);
    const { rowsRead } = await measured(cron);
    expect(rowsRead).toBeLessThan(40);
  });
});
