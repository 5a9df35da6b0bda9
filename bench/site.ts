import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readD1Migrations } from "@cloudflare/vitest-plugin";
import { build } from "esbuild";
import { Log, LogLevel, Miniflare, type MiniflareOptions } from "miniflare";
import { Pool } from "undici";
import { ROOT } from "../scripts/run.ts";
import { issueToken } from "../src/editors/token.ts";
import { archiveOf } from "./archive.ts";
import { CONCURRENCY } from "./load.ts";

/** The Host by which a request finds the Worker that it is meant for; whatever else it is, it is Dateline's. */
export const HOSTS = { site: "site.test", sameBytes: "same-bytes.test", rawDatabase: "raw-database.test" };
const COMPATIBLE = {
  compatibilityDate: "2026-11-17",
  compatibilityFlags: ["nodejs_compat", "queue_consumer_no_wait_for_wait_until"],
};
const DB = { type: "d1", id: "dateline" } as const;

export interface Bench {
  pool: Pool;
  database: D1Database;
  lifeboat: R2Bucket;
  /** A publisher's. */
  token: string;
  stop: () => Promise<void>;
}

/** Starts Dateline as it was bundled into dist/, and the floors beside it in the same workerd, on an archive of so many articles. */
export async function startBench({ size, body }: { size: number; body: string }): Promise<Bench> {
  const options = await optionsOf();
  const miniflare = new Miniflare(options);
  const { origin } = await miniflare.ready;
  const database = (await miniflare.getD1Database("DB", "dateline")) as unknown as D1Database;
  const lifeboat = (await miniflare.getR2Bucket("LIFEBOAT", "dateline")) as unknown as R2Bucket;
  const migrations = await readD1Migrations(join(ROOT, "migrations"));
  const writes = "CREATE TABLE bench_writes (id INTEGER PRIMARY KEY, text TEXT)";
  for (const batch of [...migrations.map(({ queries }) => queries), [writes], ...archiveOf(size, body)])
    await database.batch(batch.map((sql) => database.prepare(sql)));
  const pool = new Pool(origin, { connections: CONCURRENCY });
  const token = await publisherIn(database);
  await letManyComment(pool, token);
  const stop = async () => {
    await pool.close();
    await miniflare.dispose();
  };
  return { pool, database, lifeboat, token, stop };
}

async function publisherIn(database: D1Database): Promise<string> {
  const { secret, row } = await issueToken({ name: "bench", role: "publisher", expiresAt: null }, Date.now());
  await database
    .prepare("INSERT INTO tokens (id, name, role, hash, created_at) VALUES (?, ?, ?, ?, ?)")
    .bind(row.id, row.name, row.role, row.hash, row.createdAt)
    .run();
  return secret;
}

/** Comments wait for an editor; the queue has to hold all of a run. */
async function letManyComment(pool: Pool, token: string): Promise<void> {
  const headers = { host: HOSTS.site, "content-type": "application/json", authorization: `Bearer ${token}` };
  const body = JSON.stringify({ comments: { queueLimit: 100_000 } });
  const answer = await pool.request({ path: "/api/v1/site", method: "PATCH", headers, body });
  if (answer.statusCode !== 200) throw new Error(`The settings were refused: ${await answer.body.text()}`);
  await answer.body.dump();
}

async function optionsOf(): Promise<MiniflareOptions> {
  const site = await readFile(join(ROOT, "dist", "worker.js"), "utf8");
  return {
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new Log(LogLevel.ERROR),
    workers: [
      worker("dateline", "*/*", { script: site, env: SITE_BINDINGS, exports: CLOCK, queue: QUEUE }),
      worker("same-bytes", `${HOSTS.sameBytes}/*`, { script: await compiled("floors/same-bytes.ts") }),
      worker("raw-database", `${HOSTS.rawDatabase}/*`, {
        script: await compiled("floors/raw-database.ts"),
        env: { DB },
      }),
    ],
  };
}

type WorkerOptions = MiniflareOptions["workers"][number];
type Config = WorkerOptions["config"];

const QUEUE = "dateline-doorbell";

/** As wrangler.toml has them; clients' addresses are kept, for limits count by them. */
const SITE_BINDINGS: NonNullable<Config["env"]> = {
  DB,
  SITE_URL: { type: "text", value: `http://${HOSTS.site}` },
  // As `npm start` has it: the local edge purges for nothing.
  PURGES_A_MINUTE: { type: "text", value: "6000" },
  MEDIA: { type: "r2", name: "media" },
  LIFEBOAT: { type: "r2", name: "lifeboat" },
  IMAGES: { type: "images", dev: { remote: false } },
  CLOCK: { type: "durable-object", worker: "dateline", exportName: "Clock" },
  DOORBELL: { type: "queue", name: QUEUE },
  // The receiver of webhooks is on this machine.
  ALLOW_PRIVATE_WEBHOOKS: { type: "text", value: "1" },
  COMMENT_GATE: { type: "rate-limit", namespace: "1001", simple: { limit: 15, period: 60 } },
  TOKEN_GATE: { type: "rate-limit", namespace: "1002", simple: { limit: 20, period: 60 } },
  SEARCH_GATE: { type: "rate-limit", namespace: "1003", simple: { limit: 30, period: 60 } },
};
const CLOCK: NonNullable<Config["exports"]> = { Clock: { type: "durable-object", storage: "sqlite" } };

interface Parts {
  script: string;
  env?: NonNullable<Config["env"]>;
  exports?: NonNullable<Config["exports"]>;
  /** Whose messages it takes. */
  queue?: string;
}

function worker(
  name: string,
  pattern: string,
  { script, env = {}, exports = {}, queue }: Parts,
): WorkerOptions {
  const modules = { "worker.js": { type: "esm" as const, contents: script } };
  const manifest = { mainModule: "worker.js", modulesRoot: ROOT, modules };
  const rings = { type: "queue" as const, maxBatchSize: 1, maxBatchTimeout: 0, maxRetries: 0 };
  const triggers = [{ type: "fetch" as const, pattern }, ...(queue ? [{ ...rings, name: queue }] : [])];
  return {
    config: { name, ...COMPATIBLE, manifest, env, exports, triggers },
    dev: { rootPath: ROOT, unsafeRegisterWorker: false, stripCfConnectingIp: false },
  };
}

async function compiled(file: string): Promise<string> {
  const entryPoints = [join(import.meta.dirname, file)];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: "esm", write: false });
  return outputFiles[0]?.text ?? "";
}
