import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db.ts";
import { BUCKET, budgetLeft, emptyBudget, RESERVE, rateOf, takeCall } from "../../src/edge/budget.ts";

const MINUTE_MS = 60_000;
const rate = rateOf({});
let now = 0;
beforeEach(() => {
  now = Date.now();
});

const take = (isUrgent = false) => takeCall(openDatabase(env.DB), { now, isUrgent, ...rate });

/** How many calls are granted at this moment. */
async function takeAll(isUrgent: boolean): Promise<number> {
  for (let granted = 0; ; granted++) if (!(await take(isUrgent)).isGranted) return granted;
}

describe("the purge budget", () => {
  it("is the platform's where nothing is set", () => {
    expect(rate).toEqual({ perMinute: 5 });
    expect(() => rateOf({ PURGES_A_MINUTE: "many" })).toThrow(/no number/);
  });

  it("keeps five calls back for withdrawals", async () => {
    let granted = 0;
    for (; granted < 100; granted++, now += 3_000) if (!(await take()).isGranted) break;
    expect(granted).toBeGreaterThanOrEqual(BUCKET - RESERVE);
    expect(await takeAll(true)).toBe(RESERVE);
  });

  it("grants no more than bucket and minutes give, however many ask at once", async () => {
    const asked = async () =>
      (await Promise.all(Array.from({ length: 60 }, () => take(true)))).filter(({ isGranted }) => isGranted)
        .length;
    expect(await asked()).toBe(BUCKET);
    now += MINUTE_MS;
    expect(await asked()).toBe(5);
  });

  it("lets changes gather below half a bucket", async () => {
    expect(await takeAll(false)).toBe(13);
    const refused = await take();
    expect(refused).toEqual({ isGranted: false, nextAt: now + 3_000 });
    now += 3_000;
    expect((await take()).isGranted).toBe(true);
  });

  it("says when the next call is to be had", async () => {
    await takeAll(true);
    expect(await take(true)).toEqual({ isGranted: false, nextAt: now + 12_000 });
    expect(await take()).toEqual({ isGranted: false, nextAt: now + 72_000 });
    now += 11_999;
    expect((await take(true)).isGranted).toBe(false);
    now += 1;
    expect((await take(true)).isGranted).toBe(true);
  });

  it("is empty when the platform says so, and fills again", async () => {
    const db = openDatabase(env.DB);
    await emptyBudget(db, now);
    expect(await budgetLeft(db, { now, ...rate })).toEqual([{ left: 0 }]);
    expect((await take(true)).isGranted).toBe(false);
    now += MINUTE_MS;
    expect(await budgetLeft(db, { now, ...rate })).toEqual([{ left: 5 }]);
  });

  it("does not run over when a clock lags behind", async () => {
    await takeAll(true);
    now -= 10 * MINUTE_MS;
    expect((await take(true)).isGranted).toBe(false);
  });
});
