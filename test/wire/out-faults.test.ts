import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, onTestFailed, vi } from "vitest";
import type { Received } from "../support/receiver.ts";
import { TroubledWire } from "../support/troubled-wire.ts";

const STEPS = 6;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const seeds = Array.from({ length: env.OUT_FAULT_SEEDS }, (_, n) => env.FIRST_SEED + n);

it.each(seeds)("seed %i: everybody is told everything, in order, and the log has it", async (seed) => {
  const isMortal = seed % 2 === 0;
  const wire = new TroubledWire(seed, { isMortal });
  onTestFailed(async () => {
    const fates = (await wire.told()).calls.map(({ headers, fate }) => `${headers["webhook-id"]}: ${fate}`);
    console.log(`seed ${seed}:\n${[...wire.story, ...fates].join("\n")}`);
  });
  await wire.found();
  for (let step = 0; step < STEPS; step++) {
    await wire.happen(wire.chances.below(6));
    await Promise.all([wire.look(), wire.hear(), wire.hear()]);
    const passed = wire.chances.below(20_000);
    vi.setSystemTime(Date.now() + passed);
    wire.story.push(`${passed} ms pass`);
  }
  expect(await wire.recover()).toBe(true);

  const { calls, events } = await wire.told();
  const arrived = calls.filter(({ fate }) => fate === "ok").map(({ body }) => JSON.parse(body).id);
  expect(new Set(arrived)).toEqual(new Set(events));
  for (const { headers, body } of calls) expect(JSON.parse(body).id).toBe(headers["webhook-id"]);
  inTheirOrder(calls);
  await areKept(calls, events, isMortal);
});

/** The first attempts of what happened to each article came as it had happened. */
function inTheirOrder(calls: readonly Received[]): void {
  const told = calls.map(({ body }) => JSON.parse(body));
  for (const own of Map.groupBy(told, ({ data }) => data.article.id).values()) {
    const firsts = [...new Set(own.map(({ id }) => Number(id.replace("event-", ""))))];
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
  }
}

/** Each event has one delivery, which is delivered; the log has an attempt for each call, but of an isolate that died. */
async function areKept(
  calls: readonly Received[],
  events: readonly string[],
  isMortal: boolean,
): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT event, status, lease_until, attempts, (SELECT count(*) FROM attempts WHERE delivery = id) AS logged FROM deliveries",
  ).all<{ event: string; status: string; lease_until: null; attempts: number; logged: number }>();
  expect(results.map(({ event }) => event).sort()).toEqual([...events].sort());
  const callsOf = Map.groupBy(calls, ({ headers }) => headers["webhook-id"]);
  for (const { event, logged, ...row } of results) {
    expect([event, row]).toEqual([event, { status: "delivered", lease_until: null, attempts: logged }]);
    expect(logged).toBeGreaterThanOrEqual(isMortal ? 1 : (callsOf.get(event)?.length ?? 0));
  }
}
