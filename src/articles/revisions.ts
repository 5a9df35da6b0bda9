import { and, desc, eq, lt } from "drizzle-orm";
import { tokens } from "../editors/schema.ts";
import { AppError } from "../errors.ts";
import { type Act, covers } from "../http/actor.ts";
import { rfc3339 } from "../http/respond.ts";
import type { ArticleInput } from "./input.ts";
import { revisions } from "./schema.ts";
import { getArticle } from "./store.ts";

const about = {
  number: revisions.number,
  status: revisions.status,
  minor: revisions.minor,
  actor: revisions.actor,
  actorName: tokens.name,
  createdAt: revisions.createdAt,
};

interface RevisionList {
  article: string;
  limit: number;
  /** A revision's number. */
  before?: number | undefined;
}

/** The revisions of an article, newest first, without what they say; `limit + 1` rows where there are more. Throws 404, 403. */
export async function listRevisions(act: Act, { article, limit, before }: RevisionList) {
  await refuseForeign(act, article);
  return await act.db
    .select(about)
    .from(revisions)
    .leftJoin(tokens, eq(tokens.id, revisions.actor))
    .where(
      and(eq(revisions.article, article), before === undefined ? undefined : lt(revisions.number, before)),
    )
    .orderBy(desc(revisions.number))
    .limit(limit + 1);
}

/** One revision with the article as it was written then. Throws 404, 403. */
export async function getRevision(act: Act, { article, number }: { article: string; number: number }) {
  await refuseForeign(act, article);
  const row = await act.db
    .select({ ...about, content: revisions.content })
    .from(revisions)
    .leftJoin(tokens, eq(tokens.id, revisions.actor))
    .where(and(eq(revisions.article, article), eq(revisions.number, number)))
    .get();
  if (!row) throw new AppError("not_found", `There is no revision ${number} of this article.`);
  const { content, ...rest } = row;
  return { ...rest, content: JSON.parse(content) as ArticleInput };
}

/** What was written before publication is a draft like any other: to a writer, only their own. */
async function refuseForeign({ db, actor }: Act, id: string): Promise<void> {
  const article = await getArticle(db, id, actor);
  if (!covers(actor.role, "editor") && article.createdBy !== actor.id)
    throw new AppError("forbidden", "A writer may read the revisions of their own articles only.");
}

type About = Omit<Awaited<ReturnType<typeof getRevision>>, "content">;

/** A revision as read through the API. Whose token was revoked has no name any more: the audit has it. */
export function revisionJson({ number, status, minor, actor, actorName, createdAt }: About) {
  return { number, status, minor, actor: { id: actor, name: actorName }, createdAt: rfc3339(createdAt) };
}
