import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeEach, expect } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { planComplaints, watchStatements } from "./plans.ts";

watchStatements();

async function startAnew(): Promise<void> {
  await reset();
  resetLocalEdge();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
}

beforeEach(startAnew);

/** The query-plan gate: every statement that the file's tests ran is explained; an unlisted scan fails the file. */
afterAll(async () => {
  await startAnew();
  expect(await planComplaints()).toEqual([]);
});
