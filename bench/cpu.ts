import { setImmediate as breathe } from "node:timers/promises";
import { renderBody } from "../src/articles/body.ts";
import { storyPaths } from "./archive.ts";
import type { Inside } from "./inside.ts";
import { quantile } from "./load.ts";
import { prose } from "./prose.ts";
import { type Bench, HOSTS } from "./site.ts";

const WORDS = 2_000;
const ROUNDS = 15;

export interface Cpu {
  what: string;
  /** Microseconds of CPU, user and system, of the median round; and of the one that was least disturbed. */
  micros: number;
  leastMicros: number;
  /** Where one was set. */
  targetMicros?: number;
}

/** CPU that pages take, and the body of one publication: the site's own code, warm, in Node. */
export async function cpuCosts(inNode: Inside, { database }: Bench): Promise<Cpu[]> {
  const { document, drawArticle, drawFront, openDatabase, readArticle, readFront } = inNode;
  const db = openDatabase(database);
  const [path = ""] = storyPaths(1);
  const article = await readArticle(db, { path, firstUrl: `http://${HOSTS.site}` });
  if (!("article" in article)) throw new Error(`There is no article at ${path}`);
  const front = await readFront(db, `http://${HOSTS.site}`);
  const source = prose(WORDS);
  const miss = missOf(inNode, database, path);
  await miss();
  const drawing = await cpuOf(300, () => document(drawArticle(article)));
  const drawingFront = await cpuOf(300, () => document(drawFront(front)));
  return [
    { what: `drawing an article of ${WORDS} words`, ...drawing, targetMicros: 300 },
    { what: "drawing the front page", ...drawingFront, targetMicros: 1_000 },
    {
      what: "an uncached article from request to answer, D1's own work left out",
      ...(await cpuOf(200, miss)),
    },
    {
      what: `cleaning and rendering a body of ${WORDS} words`,
      ...(await cpuOf(10, () => renderBody("markdown", source))),
    },
  ];
}

/** A statement as the page asks it. */
interface Asked {
  bind: (...values: unknown[]) => Asked;
  raw: () => Promise<unknown[][]>;
}

/** An uncached page whose one statement is answered from memory from the second time on. */
function missOf({ app }: Inside, database: D1Database, path: string): () => Promise<string> {
  let remembered: Promise<unknown[][]> | undefined;
  const prepare = (sql: string, values: unknown[] = []): Asked => ({
    bind: (...bound) => prepare(sql, bound),
    raw: () => {
      remembered ??= database
        .prepare(sql)
        .bind(...values)
        .raw();
      return remembered;
    },
  });
  const DB = { prepare };
  const env = { DB, SITE_URL: `http://${HOSTS.site}` } as never;
  const context = { waitUntil() {}, passThroughOnException() {} } as never;
  return async () => {
    const answer = await app.fetch(new Request(`http://${HOSTS.site}${path}`), env, context);
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
    return await answer.text();
  };
}

/** Microseconds of CPU of one call, after as many rounds to warm up. */
async function cpuOf(times: number, work: () => unknown): Promise<Pick<Cpu, "micros" | "leastMicros">> {
  const round = async () => {
    const before = process.cpuUsage();
    for (let n = 0; n < times; n++) await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / times;
  };
  const rounds: number[] = [];
  for (let n = 0; n < 2 * ROUNDS; n++) {
    rounds.push(await round());
    // Connections to D1 that were closed meanwhile have to be noticed.
    await breathe();
  }
  const warm = rounds.slice(ROUNDS);
  return { micros: quantile(warm, 0.5), leastMicros: Math.min(...warm) };
}
