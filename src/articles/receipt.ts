import { and, desc, eq, ne } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "../db.ts";
import { type EventForCache, type Touch, touchedBy } from "../edge/tags.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { rfc3339 } from "../http/respond.ts";
import type { Settled } from "../http/route.ts";
import { events } from "../wire/schema.ts";
import type { Article } from "./article.ts";
import { placesOutput } from "./output.ts";
import { placesGone } from "./public-places.ts";
import { getArticle } from "./store.ts";

/** So many of its last events, saved edits aside, are looked at: nearly each of them is one that readers see. */
const LOOKED_AT = 5;

type Event = typeof events.$inferSelect;

export interface Receipt {
  article: Article;
  event: Event;
  touch: Touch;
  /** The article's path when it was written. */
  path: string;
}

export const receiptOutput = z.object({
  event: z.string(),
  type: z.string(),
  tags: z.array(z.string()),
  mode: z.enum(["purge", "invalidate"]),
  outcome: z.enum(["done", "queued", "failed"]),
  at: z.iso.datetime(),
  seenAfterMs: z.int().nullable(),
  url: z.string(),
  places: placesOutput.optional(),
});

/** What became of the last change that readers see. Throws 404 where there is no such article, or it was never public. */
export async function getReceipt({ db, actor }: Pick<Act, "db" | "actor">, id: string): Promise<Receipt> {
  const article = await getArticle(db, id, actor);
  const last = await db
    .select()
    .from(events)
    .where(and(eq(events.subject, id), ne(events.type, "article.saved")))
    .orderBy(desc(events.seq))
    .limit(LOOKED_AT);
  const [receipt] = last.flatMap(asReceipt);
  if (receipt) return { ...receipt, article };
  throw new AppError(
    "not_found",
    "This article has not been public yet, so there is no receipt. Publish it first.",
  );
}

function asReceipt(event: Event): Omit<Receipt, "article">[] {
  const data = JSON.parse(event.data) as EventForCache["data"];
  const touch = event.type.startsWith("article.") ? touchedBy({ ...event, data }) : undefined;
  const path = data.article?.path;
  return touch && path ? [{ event, touch, path }] : [];
}

/** What became of an article's last public change, as a call answers that changed nothing. CONTRACT §3, `receipt`. */
export async function lastSettled(act: Pick<Act, "db" | "actor" | "now">, id: string): Promise<Settled> {
  const nothing: Settled = { tags: [], mode: "purge", outcome: "done", at: rfc3339(act.now) };
  try {
    const { event, touch } = await getReceipt(act, id);
    const { tags, mode } = touch;
    return { tags, mode, ...outcomeOf(event, touch) };
  } catch (error) {
    if (error instanceof AppError) return nothing;
    throw error;
  }
}

/** Text that is taken from readers has to be out of the lifeboat as well. */
function outcomeOf({ dispatchedAt, keepAt, failures, createdAt }: Event, { isUrgent }: Touch) {
  const isDone = dispatchedAt !== null && (keepAt === null || !isUrgent);
  const outcome: Settled["outcome"] = isDone ? "done" : failures > 0 ? "failed" : "queued";
  return { outcome, at: rfc3339(dispatchedAt ?? createdAt) };
}

/** A receipt as read through the API. CONTRACT §3. */
export async function receiptJson(
  { article, event, touch, path }: Receipt,
  { db, siteUrl }: { db: Database; siteUrl: string },
) {
  const { id, type, createdAt, seenAt } = event;
  return {
    event: id,
    type,
    tags: touch.tags,
    mode: touch.mode,
    ...outcomeOf(event, touch),
    seenAfterMs: seenAt === null ? null : Math.max(0, seenAt - createdAt),
    url: siteUrl + encodeURI(path),
    ...(event.type === "article.removed" ? await placesGone(db, article, siteUrl) : {}),
  };
}
