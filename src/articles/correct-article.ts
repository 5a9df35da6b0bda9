import { and, eq, sql } from "drizzle-orm";
import { inOrder, type Statement } from "../db.ts";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { claimKey } from "../http/idempotency.ts";
import { newId } from "../http/ids.ts";
import { recordEvent } from "../wire/events.ts";
import type { Article } from "./article.ts";
import { keepVersion } from "./keep-version.ts";
import { moveInLists } from "./links.ts";
import { currentPlace } from "./place.ts";
import { articles, corrections } from "./schema.ts";
import { getArticle } from "./store.ts";

/** Edits that may come between, each of which the correction has to be seen beside. */
const MAX_ROUNDS = 10;

/** Puts a dated correction under a published article. Throws 404, 409 where it is not published, or 503 where it is edited all the time. */
export async function correctArticle(act: Act, { id, text }: { id: string; text: string }): Promise<Article> {
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const article = await getArticle(act.db, id, act.actor);
    if (article.status !== "published")
      throw new AppError("wrong_state", `A ${article.status} article can't be corrected.`);
    if (await correct(act, article, text)) return await getArticle(act.db, id, act.actor);
  }
  throw new AppError("unavailable", "This article is being edited. Try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** In one transaction, where the article still stands as it was read. False: it was edited meanwhile, and nothing was written. */
async function correct(act: Act, article: Article, text: string): Promise<boolean> {
  const { id, revision } = article;
  const rows = sql`FROM ${articles} WHERE id = ${id} AND status = 'published' AND revision = ${revision}`;
  const correction = { id: newId(act.now), text, createdAt: act.now };
  return await keepVersion(act, { before: article, after: article, correction, rows }, async (versions) => {
    const dependents = [
      ...versions,
      ...notes(act, { article, correction, rows }),
      ...moveInLists(act, id, rows),
      ...claimKey(act, id, rows),
    ];
    const isAsRead = and(
      eq(articles.id, id),
      eq(articles.status, "published"),
      eq(articles.revision, revision),
    );
    const update = act.db
      .update(articles)
      .set({ modifiedAt: act.now, updatedAt: act.now })
      .where(isAsRead)
      .returning({ id: articles.id });
    const results: unknown[] = await act.db.batch(inOrder([...dependents, update]));
    return (results.at(-1) as unknown[]).length === 1;
  });
}

interface Correction {
  article: Article;
  correction: Article["corrections"][number];
  rows: ReturnType<typeof sql>;
}

/** Event, audit entry and the correction itself. */
function notes(act: Act, { article, correction: { id, text, createdAt }, rows }: Correction): Statement[] {
  const place = currentPlace(article);
  const event = { type: "article.corrected", subject: article.id, data: { article: place, before: place } };
  return [
    recordEvent(act, event, rows),
    auditEntry(act, { action: "article.correct", subject: article.id, detail: { correction: id } }, rows),
    act.db.insert(corrections).select(sql`SELECT ${id}, ${article.id}, ${text}, ${createdAt} ${rows}`),
  ];
}
