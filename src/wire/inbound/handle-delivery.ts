import type { Article } from "../../articles/article.ts";
import { findArticle } from "../../articles/store.ts";
import { AppError } from "../../errors.ts";
import type { Act } from "../../http/actor.ts";
import { hopsOf } from "../../http/hops.ts";
import type { SiteFacts } from "../../http/route.ts";
import { type Brought, bring, isKeptAway } from "./bring.ts";
import {
  type Ending,
  type Entry,
  headersOf,
  isOpen,
  noteFault,
  noteOutcome,
  type Outcome,
} from "./deliveries.ts";
import type { PictureEnv } from "./fetch-pictures.ts";
import { illustrate, illustrateLater } from "./illustrate.ts";
import { Unusable } from "./kind.ts";
import { claimPiece, finishPiece, type Piece, releasePiece, replacePiece } from "./pieces.ts";
import { type Plan, plan, type Reading, replacedBy } from "./plan.ts";
import { readItem } from "./read-item.ts";
import { bySource, type Source } from "./source.ts";

/** Deliveries of one piece at the same moment; each round one of them goes first. */
const MAX_ROUNDS = 30;

/** Where a delivery is handled. */
export interface Place extends Pick<Act, "db" | "now" | "requestId" | "hops"> {
  env: PictureEnv;
  site: Pick<SiteFacts, "url" | "language" | "timeZone">;
  /** Makes the clock go off at a moment (milliseconds), where a story was scheduled. */
  ring: (at: number) => Promise<void>;
  /** Lets work go on behind the answer. */
  waitUntil: (work: Promise<unknown>) => void;
}

export interface Handled {
  outcome: Outcome;
  why: string | null;
  article: Article | undefined;
  /** What is still to be done when it is noted. */
  later?: () => Promise<void>;
}

/**
 * Handles a stored delivery and notes what became of it; what was handled already is a duplicate. Where it is cut off, it
 * is taken up again, and nothing is done twice. What can't be used is `failed`. Throws where it is our own fault: it is
 * left to be tried again.
 */
export async function handleDelivery(place: Place, source: Source, entry: Entry): Promise<Handled> {
  const { db, now } = place;
  if (!isOpen(entry)) return await duplicate(place, entry);
  try {
    const item = readItem(source, entry);
    const reading = { source, item, delivery: entry.id, receivedAt: entry.receivedAt };
    const handled = await handle({ ...place, hops: hopsOf(headersOf(entry)) }, reading);
    const isNoted = await note(place, entry, { ...handled, item });
    if (handled.later) place.waitUntil(handled.later());
    return isNoted ? handled : await duplicate(place, entry);
  } catch (error) {
    const why = theirFault(error);
    if (why !== undefined) {
      const ending = { outcome: "failed", why, externalId: null, version: null, article: null } as const;
      await noteOutcome(db, entry, ending, now);
      return { outcome: "failed", why, article: undefined };
    }
    await noteFault(db, entry, now);
    throw error;
  }
}

/** Why it can't be used; undefined: it is not the sender's fault. */
function theirFault(error: unknown): string | undefined {
  const isTheirs = error instanceof Unusable || (error instanceof AppError && error.status < 500);
  return isTheirs ? error.message : undefined;
}

async function duplicate({ db }: Place, { article }: Pick<Entry, "article">): Promise<Handled> {
  const held = article === null ? undefined : await findArticle(db, article);
  return { outcome: "duplicate", why: null, article: held };
}

async function note({ db, now }: Place, entry: Entry, { item, ...handled }: Handled & Pick<Reading, "item">) {
  const { outcome, why, article } = handled;
  const ending: Ending = {
    ...{ outcome, why, article: article?.id ?? null },
    ...{ externalId: item.externalId, version: item.version },
  };
  return (await noteOutcome(db, entry, ending, now)).length > 0;
}

async function handle(place: Place, reading: Reading): Promise<Handled> {
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const planned = await plan(place.db, reading);
    const { decision, article } = planned;
    if (decision.act === "nothing") return { outcome: decision.outcome, why: decision.why ?? null, article };
    const claimed = await hold(place, reading, planned);
    if (claimed) return await carryOut(place, reading, { ...planned, claimed });
  }
  throw new AppError("unavailable", "Too many send this piece. Try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** Holds the piece for this delivery; undefined: somebody else was faster. */
async function hold({ db }: Place, { delivery }: Reading, planned: Plan): Promise<Piece | undefined> {
  const { decision, piece, item, article, digest, key } = planned;
  if (decision.act === "nothing") return undefined;
  if (decision.isTakenUp && piece?.delivery === delivery) return piece;
  return await claimPiece(db, piece, {
    ...key,
    ...{ version: item.version, at: item.at, digest, delivery, outcome: decision.outcome },
    state: decision.act === "withdraw" ? "withdrawn" : "published",
    article: article?.id ?? null,
  });
}

type Claimed = Plan & { claimed: Piece };

async function carryOut(place: Place, reading: Reading, planned: Claimed): Promise<Handled> {
  const { db } = place;
  const { source, item } = reading;
  const { claimed } = planned;
  const act = bySource(place, source.slug);
  const replaces = replacedBy(item);
  if (replaces !== undefined) await replacePiece(db, { source: source.slug, externalId: replaces }, claimed);
  const release = async (error: unknown): Promise<never> => {
    if (theirFault(error) !== undefined) await releasePiece(db, claimed, planned.piece);
    throw error;
  };
  const { wording, input, why, late } = await illustrate(place, reading, planned).catch(release);
  const aim = { source, site: place.site, item, claimed, wording, input };
  const brought = await bring(act, aim).catch(release);
  if (brought === "superseded")
    return { outcome: "stale", why: "A newer one came at the same time.", article: planned.article };
  const { article } = brought;
  const finished = await finish(place, planned, brought);
  const away = isKeptAway(place, aim, article) ? NOT_YET_BACK : null;
  const handled = { ...finished, why: finished.why ?? away ?? why };
  if (!late || !article) return handled;
  return { ...handled, later: () => illustrateLater(place, reading, { claimed, article, late }) };
}

const NOT_YET_BACK =
  "It was withdrawn, and such an article can't be scheduled: it is back with the first delivery that publishes it at once.";

async function finish(
  { db, ring }: Place,
  { claimed, decision }: Claimed,
  { article, isChanged }: Exclude<Brought, "superseded">,
): Promise<Handled> {
  const isTakenUp = decision.act !== "nothing" && decision.isTakenUp === true;
  const isSame = !isChanged && !isTakenUp && decision.outcome === "updated";
  const outcome = isSame ? "unchanged" : decision.outcome;
  await finishPiece(db, claimed, { article: article?.id ?? null, outcome });
  if (article?.status === "scheduled" && article.scheduledFor !== null) await ring(article.scheduledFor);
  return { outcome, why: decision.why ?? null, article };
}
