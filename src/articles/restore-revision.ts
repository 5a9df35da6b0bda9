import { isDeepStrictEqual } from "node:util";
import type { Act } from "../http/actor.ts";
import { check } from "../http/validate.ts";
import type { Article } from "./article.ts";
import { type ArticleInput, articleInput } from "./input.ts";
import { asWritten } from "./json.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences, mustStayPublishable, refuseUnpublishable } from "./references.ts";
import { refuseForeignDraft, revisionOf } from "./revise-article.ts";
import { getRevision } from "./revisions.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

const ATTEMPTS = 5;

interface Restoration {
  id: string;
  /** The revision whose text shall stand again. */
  number: number;
}

/**
 * Makes a new revision that says what an older one said; history is not rewritten, the address stays. Throws 404, 403
 * (others' drafts), 409 (a published article must stay publishable), 422 (what it names is gone), 412 after lost races.
 */
export async function restoreRevision(act: Act, { id, number }: Restoration): Promise<Article> {
  const { content } = await getRevision(act, { article: id, number });
  for (let attempt = 1; ; attempt++) {
    const article = await getArticle(act.db, id, act.actor);
    refuseForeignDraft(act.actor, article);
    const input = restoredInput(article, content);
    if (isDeepStrictEqual(input, asWritten(article))) return article;
    const references = await getReferences(act.db, input, article);
    if (mustStayPublishable(article)) refuseUnpublishable(input, references);
    const next = revisionOf(act, article, { input, references, isMinor: false, path: article.path });
    if (await commitRevision(act, { ...next, action: "article.restore" })) break;
    if (attempt === ATTEMPTS) throw await revisionConflict(act, { article, tags: [], body: content });
  }
  return await getArticle(act.db, id, act.actor);
}

/** What has an address keeps it: its slug, and whether it is a page. */
function restoredInput(article: Article, content: ArticleInput) {
  const input = check(articleInput, content);
  const address =
    article.path === null
      ? {}
      : { slug: article.slug, ...(isPage(input) === isPage(article) ? {} : { kind: article.kind }) };
  return { ...input, ...address, language: input.language ?? article.language };
}

function isPage({ kind }: { kind: string }): boolean {
  return kind === "page";
}
