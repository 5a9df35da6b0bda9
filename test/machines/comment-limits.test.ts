import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../scripts/server.ts";
import { type Answer, jsonOf } from "../soak/client.ts";
import { anAddress, comment, furnish, type Story, story } from "../soak/newsroom.ts";
import { Site } from "../soak/site.ts";

const DAY_MS = 86_400_000;
/** A restart takes seconds: this near to midnight it could be another day behind it. */
const NEAR_MIDNIGHT_MS = 120_000;
let site: Site;
let place: Story;

beforeAll(async () => {
  site = new Site(await freePort());
  await site.start();
  await furnish(site);
  place = await story(site, "The harbour opens again");
});
afterAll(async () => {
  await site?.stop();
});

async function awayFromMidnight(): Promise<void> {
  const sinceMidnight = (Date.now() + NEAR_MIDNIGHT_MS) % DAY_MS;
  if (sinceMidnight < 2 * NEAR_MIDNIGHT_MS) await delay(2 * NEAR_MIDNIGHT_MS - sinceMidnight);
}

let spoken = 0;
const say = (address: string): Promise<Answer> =>
  comment(site, place.path, { name: "Ana", body: `Comment ${++spoken}` }, address);
const waitOf = ({ headers }: Answer) => Number(headers["retry-after"]);
const untilMidnightS = () => (DAY_MS - (Date.now() % DAY_MS)) / 1_000;

/** The same client's comments as if they had come since midnight, so that there are `count` today. */
async function sinceMidnight(id: string, count: number): Promise<void> {
  const midnight = Date.now() - (Date.now() % DAY_MS);
  await site.query(
    `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO comments (id, article, commenter, name, body, status, receipt_hash, client_hash, created_at)
     SELECT id || i, article, commenter, name, body || i, status, receipt_hash || i, client_hash, ${midnight} + i
     FROM comments, n WHERE id = '${id}'`,
  );
}

it(
  "the limits of a minute and of a day hold over kill -9 and another start",
  async () => {
    await awayFromMidnight();
    const [steady, hasty] = [anAddress(), anAddress()];
    const first = await say(steady);
    expect(first.status).toBe(201);
    await sinceMidnight(String(jsonOf(first).id), 29);
    expect((await say(steady)).status).toBe(201);
    for (let n = 0; n < 5; n++) expect((await say(hasty)).status).toBe(201);
    const lastAt = Date.now();
    const refused = [await say(steady), await say(hasty)];
    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
    const keys = "SELECT day, key FROM day_keys";
    const before = await site.query(keys);

    await site.kill();
    await site.start();
    const again = await say(hasty);
    expect(again.status).toBe(429);
    expect(Math.abs(waitOf(again) - (60 - (Date.now() - lastAt) / 1_000))).toBeLessThan(3);
    const daily = await say(steady);
    expect(daily.status).toBe(429);
    expect(Math.abs(waitOf(daily) - untilMidnightS())).toBeLessThan(3);
    expect((await say(anAddress())).status).toBe(201);
    expect(await site.query(keys)).toEqual(before);
  },
  10 * 60_000,
);
