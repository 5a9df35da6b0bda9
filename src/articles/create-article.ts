import { eq, sql } from "drizzle-orm";
import { isUniqueViolation } from "../db.ts";
import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import { claimKey } from "../http/idempotency.ts";
import { newId } from "../http/ids.ts";
import { recordEvent } from "../wire/events.ts";
import type { Article } from "./article.ts";
import type { Origin } from "./article-of-source.ts";
import { renderInput } from "./body.ts";
import { indexWords } from "./index-words.ts";
import type { ArticleInput } from "./input.ts";
import { link, makeTopics, SIGNATURE } from "./links.ts";
import type { PictureRow } from "./picture-json.ts";
import { getReferences, refusedRow } from "./references.ts";
import { picturesShownBy, renewIfOutdated } from "./renew-bodies.ts";
import { articles, revisions } from "./schema.ts";
import { getArticle } from "./store.ts";
import { contentColumns } from "./write.ts";

/**
 * Makes a draft. `siteLanguage` is the language of an article that names none. `origin` says who sent it: D1 refuses a
 * second one (`isTwin`). Throws 422 where it names what is not there, or where the body is too deep.
 */
export async function createArticle(
  act: Act,
  written: ArticleInput,
  siteLanguage: string,
  origin?: Origin,
): Promise<Article> {
  const input = { ...written, language: written.language ?? siteLanguage };
  const signature = await getReferences(act.db, input);
  const { db, now, actor } = act;
  const id = newId(now);
  const rows = sql`FROM ${articles} WHERE id = ${id}`;
  const columns = contentColumns(input, renderInput(input, signature));
  const draft = { id, ...columns, ...signature, status: "draft", publishedAt: null, createdAt: now } as const;
  const writing = db.batch([
    db.insert(articles).values({
      ...{ id, ...columns, createdBy: actor.id, createdAt: now, updatedAt: now },
      ...(origin ? { sourceName: origin.name, externalId: origin.externalId } : {}),
    }),
    db.insert(revisions).values({
      article: id,
      number: 1,
      status: "draft",
      content: JSON.stringify(input),
      actor: actor.id,
      createdAt: now,
    }),
    makeTopics(act, { topics: signature.topics, rows }),
    ...link(act, draft, rows),
    db.update(articles).set(SIGNATURE).where(eq(articles.id, id)),
    ...indexWords(act, draft, rows),
    recordEvent(act, { type: "article.saved", subject: id, data: {} }),
    auditEntry(act, { action: "article.create", subject: id }),
    ...claimKey(act, id),
    picturesShownBy(act, id),
  ]);
  const results = await writing.catch(async (error: unknown) =>
    Promise.reject(await refusedRow(db, input, error)),
  );
  await renewIfOutdated(act, columns.bodyHtml, results.at(-1) as PictureRow[]);
  return await getArticle(db, id, actor);
}

/** True where the article was refused because its source's piece is an article already. */
export function isTwin(error: unknown): boolean {
  return isUniqueViolation(error, "articles.source_name");
}
