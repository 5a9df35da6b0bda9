import type { Article } from "../../articles/article.ts";
import { reviseArticle } from "../../articles/revise-article.ts";
import { within } from "../within.ts";
import { makeNamed } from "./bring.ts";
import { noteWhy } from "./deliveries.ts";
import { type Fetches, fetchPictures } from "./fetch-pictures.ts";
import type { Place } from "./handle-delivery.ts";
import { type Piece, readPiece } from "./pieces.ts";
import { inWords, type Plan, type Reading } from "./plan.ts";
import { bySource } from "./source.ts";

/** Ghost gives up after two seconds, and never asks again; some dozens of round trips to D1 come beside it. */
const BUDGET_MS = 700;

/** What an item says with those of its pictures that came in time. */
export interface Illustrated {
  wording: Plan["wording"] | undefined;
  input: Plan["input"] | undefined;
  /** Why pictures are but linked to; null: they are here, or on their way. */
  why: string | null;
  /** There where some are on their way. */
  late?: { fetches: Fetches; before: number };
}

/** Fetches the pictures that an item shows from hosts of its source, and waits a moment for them. */
export async function illustrate(place: Place, reading: Reading, planned: Plan): Promise<Illustrated> {
  const { source, item } = reading;
  const { wording, input, article, elsewhere } = planned;
  if (!item.article || !elsewhere || elsewhere.wanted.length === 0) return { wording, input, why: null };
  const { env, site } = place;
  const of = { env, source: source.slug, siteUrl: site.url };
  const fetches = fetchPictures(bySource(place, source.slug), of, elsewhere.wanted);
  const isDone = await within(
    BUDGET_MS,
    fetches.done.then(() => true),
  );
  const before = fetches.kept.size;
  const late = isDone ? {} : { late: { fetches, before } };
  const why = reasonIn(fetches);
  if (before === 0) return { wording, input, why, ...late };
  const words = await inWords(place.db, source, { said: item.article, article });
  return { wording: words.wording, input: words.input, why, ...late };
}

function reasonIn({ failed }: Fetches): string | null {
  const [first, ...others] = failed;
  if (!first) return null;
  const [url, why] = first;
  const more = others.length > 0 ? ` So do ${others.length} more.` : "";
  return `The picture at ${url} stays a link: ${why}.${more}`;
}

/** An article as its delivery left it. */
interface Left {
  claimed: Piece;
  article: Article;
  late: NonNullable<Illustrated["late"]>;
}

/**
 * Gives an article the pictures that came too late for the answer, as a minor edit. Where a newer delivery holds the piece
 * by then, or anybody has changed the article, it is left as it is. It never throws.
 */
export async function illustrateLater(place: Place, reading: Reading, left: Left): Promise<void> {
  const { fetches, before } = left.late;
  try {
    await fetches.done;
    const why = reasonIn(fetches);
    if (why !== null) await noteWhy(place.db, reading.delivery, why);
    if (fetches.kept.size > before) await reword(place, reading, left);
  } catch (error) {
    console.error(JSON.stringify({ level: "error", message: "pictures not placed", error: String(error) }));
  }
}

async function reword(
  place: Place,
  { source, item }: Reading,
  { claimed, article: as }: Left,
): Promise<void> {
  const { db } = place;
  const { piece, article } = await readPiece(db, claimed);
  if (!item.article || piece?.turn !== claimed.turn || article?.revision !== as.revision) return;
  const { wording } = await inWords(db, source, { said: item.article, article });
  const act = bySource({ ...place, now: Date.now() }, source.slug);
  await makeNamed(act, { wording });
  const tags = [String(article.revision)];
  await reviseArticle(act, { id: article.id, tags, patch: { ...wording.patch, minor: true } });
  await place.ring(act.now);
}
