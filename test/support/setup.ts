import { applyD1Migrations, type D1Migration, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeEach, expect } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { planComplaints, watchStatements } from "./plans.ts";

watchStatements();
const SCHEMA = inOne(env.TEST_MIGRATIONS);

/** All migrations as one, which notes the names of the others: a round trip before each test instead of one for each. */
function inOne(migrations: readonly D1Migration[]): D1Migration[] {
  const last = migrations.at(-1);
  if (!last) throw new Error("There are no migrations");
  const noted = migrations
    .slice(0, -1)
    .flatMap(({ name, queries }) => [...queries, `INSERT INTO d1_migrations (name) VALUES ('${name}')`]);
  return [{ name: last.name, queries: [...noted, ...last.queries] }];
}

async function startAnew(): Promise<void> {
  await reset();
  resetLocalEdge();
  await applyD1Migrations(env.DB, SCHEMA);
}

beforeEach(startAnew);

/** The query-plan gate: every statement that the file's tests ran is explained; an unlisted scan fails the file. */
afterAll(async () => {
  await startAnew();
  expect(await planComplaints()).toEqual([]);
});
