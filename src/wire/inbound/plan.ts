import type { Article } from "../../articles/article.ts";
import { renderInput } from "../../articles/body.ts";
import { type ArticleInput, articleInput } from "../../articles/input.ts";
import { asWritten } from "../../articles/json.ts";
import { getReferences, refuseUnpublishable } from "../../articles/references.ts";
import type { Database } from "../../db.ts";
import { AppError } from "../../errors.ts";
import { mergePatch } from "../../http/merge-patch.ts";
import { sha256 } from "../../http/secrets.ts";
import { check } from "../../http/validate.ts";
import { type Case, type Decision, decide } from "./decide.ts";
import { type Item, type ItemArticle, Unusable } from "./kind.ts";
import { type Elsewhere, picturesElsewhere } from "./pictures-elsewhere.ts";
import { type Held, type PieceKey, readPiece } from "./pieces.ts";
import { placePictures } from "./place-pictures.ts";
import type { Source } from "./source.ts";
import { type Wording, wordingOf } from "./wording.ts";

/** A delivery that was read. */
export interface Reading {
  source: Source;
  item: Item;
  /** Its id in the inbox. */
  delivery: string;
  /** Milliseconds. */
  receivedAt: number;
}

/** What a delivery would do, and with what. */
export interface Plan extends Held {
  key: PieceKey;
  item: Case["item"];
  digest: string;
  decision: Decision;
  /** There where an article is written. */
  wording?: Wording;
  /** The article as it would be written. */
  input?: ArticleInput;
  /** Its pictures that are not here. */
  elsewhere?: Elsewhere;
}

/**
 * What a delivery is to do, beside what is held now; nothing is written. Throws `Unusable` where the article that it would
 * make can't be stored or shown.
 */
export async function plan(db: Database, { source, item, delivery, receivedAt }: Reading): Promise<Plan> {
  const key = { source: source.slug, externalId: item.externalId };
  const held = await heldOf(db, key, item);
  const dated = { ...item, at: item.at ?? receivedAt };
  const digest = await sha256(JSON.stringify(item.article ?? null));
  const decision = decide({ item: dated, digest, delivery, source, ...held });
  const made = { key, item: dated, digest, decision, ...held };
  if (decision.act !== "publish") return made;
  if (!item.article) throw new Unusable("There is nothing to publish in it.");
  const { wording, input, placed } = await inWords(db, source, { said: item.article, article: held.article });
  return { ...made, wording, input, elsewhere: await picturesElsewhere(db, source, placed) };
}

interface Said {
  said: ItemArticle;
  article: Article | undefined;
}

/** What an item says in the words of articles, with the pictures that are here by now. Throws `Unusable`. */
export async function inWords(db: Database, source: Source, { said, article }: Said) {
  const placed = await placePictures(db, source, said);
  const wording = await wordingOf(db, source, placed, article);
  return { placed, wording, input: await usableInput(db, { source, wording, article }) };
}

/** What is held of the piece; one that is new takes over the article whose place it takes. */
async function heldOf(db: Database, key: PieceKey, item: Item): Promise<Held> {
  const held = await readPiece(db, key);
  const replaces = replacedBy(item);
  if (held.article || replaces === undefined) return held;
  const { article } = await readPiece(db, { ...key, externalId: replaces });
  return { ...held, article };
}

/** The piece whose place an item takes. */
export function replacedBy({ externalId, article }: Item): string | undefined {
  return article?.replaces === externalId ? undefined : article?.replaces;
}

interface Written {
  source: Source;
  wording: Wording;
  article: Article | undefined;
}

/** The article as it would be written. Throws `Unusable` where the verbs would refuse it. */
async function usableInput(db: Database, { source, wording, article }: Written): Promise<ArticleInput> {
  const { patch, newAuthors, described } = wording;
  try {
    const input = check(articleInput, mergePatch(article ? asWritten(article) : {}, patch));
    const isNew = new Set(newAuthors.map(({ slug }) => slug));
    const known = { ...input, authors: input.authors.filter((slug) => !isNew.has(slug)) };
    const references = await getReferences(db, known, article);
    renderInput(input, references);
    const leadAlt = references.leadAlt || described[0]?.patch.alt;
    if (source.publish === "publish") refuseUnpublishable(input, { ...references, leadAlt });
    return input;
  } catch (error) {
    throw error instanceof AppError && error.status < 500 ? new Unusable(error.message) : error;
  }
}
