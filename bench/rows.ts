import { SEARCHED, storyPaths } from "./archive.ts";
import type { Inside } from "./inside.ts";
import { prose } from "./prose.ts";
import { type Bench, HOSTS } from "./site.ts";

export interface Rows {
  what: string;
  /** Round trips to D1, and the statements in them. */
  trips: number;
  statements: number;
  read: number;
  written: number;
}

type App = Inside["app"];

/** What each page, a comment and a publication read and write, as D1 itself counts rows: the site's routes, asked in Node. */
export async function rowsOf(app: App, bench: Bench): Promise<Rows[]> {
  const [story = "/"] = storyPaths(1);
  const pages: [string, string][] = [
    ["article", story],
    ["front", "/"],
    ["section", "/world"],
    ["search", `/search?q=${SEARCHED[0]}`],
  ];
  const found: Rows[] = [];
  for (const [what, path] of pages) found.push(await costOf(app, bench, { what, path }));
  const list = { path: "/api/v1/articles?status=published", token: bench.token };
  found.push(await costOf(app, bench, { what: "list", ...list }));
  const json = { name: "A reader", body: "I was there." };
  found.push(await costOf(app, bench, { what: "comment", path: `${story}/comments`, method: "POST", json }));
  return [...found, await publication(app, bench)];
}

/** A draft of 2,000 words, and its publication. */
async function publication(app: App, { token, ...bench }: Bench): Promise<Rows> {
  const body = { source: prose(2_000) };
  const json = { headline: "A story", section: "world", authors: ["author-1"], topics: ["Topic 1"], body };
  const draft = { path: "/api/v1/articles", method: "POST", token, json };
  const made = await costOf(app, bench, { what: "draft", ...draft });
  const { id } = (await made.answer.json()) as { id: string };
  const path = `/api/v1/articles/${id}/publication`;
  const publish = { path, method: "PUT", token, json: { state: "published" }, ifMatch: '"1"' };
  const done = await costOf(app, bench, { what: "publish", ...publish });
  return {
    what: "publication",
    trips: made.trips + done.trips,
    statements: made.statements + done.statements,
    read: made.read + done.read,
    written: made.written + done.written,
  };
}

type Place = Pick<Bench, "database" | "lifeboat">;

interface Call {
  what: string;
  path: string;
  method?: string;
  token?: string;
  ifMatch?: string;
  json?: unknown;
}

async function costOf(app: App, { database, lifeboat }: Place, call: Call) {
  const cost: Rows = { what: call.what, trips: 0, statements: 0, read: 0, written: 0 };
  const gate = { limit: async () => ({ success: true }) };
  const gates = { COMMENT_GATE: gate, TOKEN_GATE: gate, SEARCH_GATE: gate };
  const env = {
    DB: counted(database, cost),
    LIFEBOAT: lifeboat,
    CLOCK: { getByName: () => ({ ring: async () => {} }) },
    SITE_URL: `http://${HOSTS.site}`,
    DATELINE_PROBE: "0",
    ...gates,
  };
  const behind: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => behind.push(work), passThroughOnException() {} };
  const headers = new Headers({ "content-type": "application/json" });
  if (call.token) headers.set("authorization", `Bearer ${call.token}`);
  if (call.ifMatch) headers.set("if-match", call.ifMatch);
  const { method = "GET", json } = call;
  const body = json === undefined ? null : JSON.stringify(json);
  const request = new Request(`http://${HOSTS.site}${call.path}`, { method, headers, body });
  const answer = await app.fetch(request, env as never, context as never);
  await Promise.all(behind);
  if (!answer.ok) throw new Error(`${call.path} was answered with ${answer.status}: ${await answer.text()}`);
  return { ...cost, answer };
}

type Batch = (statements: Held[]) => Promise<D1Result<Record<string, unknown>>[]>;

/** D1 that counts into `cost`. What is asked outside of a batch is asked as one of its own. */
function counted(database: D1Database, cost: Rows): D1Database {
  const batch: Batch = async (statements) => {
    const results = await database.batch<Record<string, unknown>>(statements.map(({ inner }) => inner));
    cost.trips++;
    cost.statements += statements.length;
    for (const { meta } of results) {
      cost.read += meta.rows_read;
      cost.written += meta.rows_written;
    }
    return results;
  };
  const prepare = (sql: string) => new Held(database.prepare(sql), batch);
  return { prepare, batch } as unknown as D1Database;
}

/** A statement that is answered by a batch of one, for D1's own `raw` does not tell rows. */
class Held {
  readonly inner: D1PreparedStatement;
  readonly #batch: Batch;

  constructor(inner: D1PreparedStatement, batch: Batch) {
    this.inner = inner;
    this.#batch = batch;
  }

  bind(...values: unknown[]): Held {
    return new Held(this.inner.bind(...values), this.#batch);
  }

  async all() {
    const [result] = await this.#batch([this]);
    if (!result) throw new Error("D1 gave no result");
    return result;
  }

  run() {
    return this.all();
  }

  async raw() {
    return (await this.all()).results.map((row) => Object.values(row));
  }
}
