import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../db.ts";
import { type EventForCache, touchedBy } from "../edge/tags.ts";
import { events } from "./schema.ts";

const EVERY_MS = 100;
const FOR_MS = 10_000;
/** Of a long backlog, only the last changes are looked for. */
const MOST = 20;
/** The page may change again while it is awaited: it is drawn anew each second. */
const TRIES_A_DRAWING = 10;

/** The ways to a page: as the app draws it now, and as readers get it through the cache. */
interface Ways {
  draw: (request: Request) => Response | Promise<Response>;
  throughCache: (request: Request) => Promise<Response>;
}

export interface Probing extends Ways {
  db: Database;
  /** Origin, such as "https://courier.example". */
  siteUrl: () => Promise<string>;
  /** How long it looks, in milliseconds; ten seconds where nothing is said. */
  forMs?: number;
}

type Event = Pick<typeof events.$inferSelect, "id" | "type" | "subject" | "data">;

/**
 * Asks for the articles' pages through the cache until they are what the app draws, for ten seconds at most, and keeps
 * with each event when that was. It never throws: what is not seen has no time in its receipt.
 */
export async function probe(written: readonly Event[], probing: Probing): Promise<void> {
  try {
    const touching = written.filter((event) => pathTouchedBy(event) !== undefined).slice(-MOST);
    await Promise.all(touching.map((event) => probeOne(event, probing)));
  } catch (error) {
    console.error(JSON.stringify({ level: "error", message: "probe failed", error: String(error) }));
  }
}

async function probeOne(event: Event, { db, siteUrl, forMs = FOR_MS, ...ways }: Probing): Promise<void> {
  const path = pathTouchedBy(event);
  if (path === undefined) return;
  const seenAt = await whenSeen((await siteUrl()) + encodeURI(path), { ...ways, forMs });
  if (seenAt === undefined) return;
  await db
    .update(events)
    .set({ seenAt })
    .where(and(eq(events.id, event.id), isNull(events.seenAt)));
}

/** The path of the article's page; undefined where the event changed nothing that readers see. */
function pathTouchedBy({ type, subject, data }: Event): string | undefined {
  if (!type.startsWith("article.")) return undefined;
  const event: EventForCache = { type, subject, data: JSON.parse(data) as EventForCache["data"] };
  return touchedBy(event) && (event.data.article?.path ?? undefined);
}

/** When the cache gave what the app draws, in milliseconds; undefined where it did not in time. */
async function whenSeen(
  url: string,
  { draw, throughCache, forMs }: Ways & { forMs: number },
): Promise<number | undefined> {
  const until = Date.now() + forMs;
  let drawn = "";
  for (let tries = 0; tries * EVERY_MS < forMs && Date.now() <= until; tries++) {
    if (tries % TRIES_A_DRAWING === 0) drawn = await faceOf(await draw(new Request(url)));
    if ((await faceOf(await throughCache(new Request(url)))) === drawn) return Date.now();
    await scheduler.wait(EVERY_MS);
  }
  return undefined;
}

/** Status and ETag: another one whenever anything on the page is. */
async function faceOf(response: Response): Promise<string> {
  await response.body?.cancel();
  return `${response.status} ${response.headers.get("ETag")?.replace(/^W\//, "")}`;
}
