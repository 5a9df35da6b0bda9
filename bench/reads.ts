import type { Pair } from "./alternate.ts";
import { SEARCHED, storyPaths } from "./archive.ts";
import type { Asked, Load } from "./load.ts";
import { type Bench, HOSTS } from "./site.ts";

/** A header for which the edge is passed by, as a page is asked for that nobody keeps. */
const UNCACHED = { host: HOSTS.site, authorization: "none" };

/** Every page and list that is measured, with its floor: a hit against the same bytes, the rest against one raw read. */
export async function readPairs(bench: Bench, size: number): Promise<Pair[]> {
  const stories = storyPaths(size);
  const [story = "/"] = stories;
  const floor = rawRead(stories);
  return [
    await hitPair(bench, story),
    { ours: uncached("miss", stories), floor },
    { ours: uncached("front", ["/"]), floor },
    { ours: uncached("section", ["/world", "/science", "/region", "/culture"]), floor },
    { ours: search(), floor },
    { ours: list(bench.token), floor },
  ];
}

/** One article out of the local edge's memory, against a Worker that has its bytes and headers. */
async function hitPair({ pool }: Bench, path: string): Promise<Pair> {
  const warm = { path, headers: { host: HOSTS.site }, method: "GET" as const };
  await (await pool.request(warm)).body.dump();
  const page = await pool.request(warm);
  const body = Buffer.from(await page.body.arrayBuffer());
  const kept = Object.entries(page.headers).filter(([name]) => !CONNECTION.includes(name));
  const headers = { ...Object.fromEntries(kept), host: HOSTS.sameBytes };
  await (await pool.request({ path, method: "PUT", body, headers })).body.dump();
  return {
    ours: { name: "hit", next: () => warm, status: 200, cache: "HIT" },
    floor: { name: "same bytes", next: () => ({ path, headers: { host: HOSTS.sameBytes } }), status: 200 },
  };
}

const CONNECTION = ["transfer-encoding", "content-length", "connection", "date"];

function rawRead(paths: string[]): Load {
  return { name: "raw read", next: inTurn(paths, { host: HOSTS.rawDatabase }), status: 200 };
}

function uncached(name: string, paths: string[]): Load {
  return { name, next: inTurn(paths, UNCACHED), status: 200, cache: "BYPASS" };
}

/** Each time another client, for one may search only so often. */
function search(): Load {
  const next = inTurn(
    SEARCHED.map((word) => `/search?q=${word}`),
    { host: HOSTS.site },
  );
  return { name: "search", next: () => fromAnother(next()), status: 200 };
}

function list(token: string): Load {
  const headers = { host: HOSTS.site, authorization: `Bearer ${token}` };
  return { name: "list", next: inTurn(["/api/v1/articles?status=published"], headers), status: 200 };
}

function inTurn(paths: string[], headers: Record<string, string>): () => Asked {
  let at = 0;
  return () => ({ path: paths[at++ % paths.length] ?? "/", headers });
}

let clients = 0;

/** The same by a client that nobody has been yet. */
export function fromAnother(asked: Asked): Asked {
  clients++;
  const address = `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
  return { ...asked, headers: { ...asked.headers, "cf-connecting-ip": address } };
}
