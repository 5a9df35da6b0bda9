import { AppError, invalidField } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { rfc3339 } from "../http/respond.ts";
import type { Article } from "./article.ts";
import { asWritten } from "./json.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences, refuseUnpublishable } from "./references.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

/** A later date is a typing mistake. */
const MAX_AHEAD_MS = 5 * 366 * 24 * 60 * 60 * 1_000;

interface Appointment {
  id: string;
  tags: string[];
  /** Milliseconds, to come. */
  at: number;
  body: unknown;
}

/**
 * Schedules a draft, or gives a scheduled article another moment; it gets no path before that, and no page changes.
 * Throws 404, 409 (not ready, or published before), 412, 422 (more than five years ahead).
 */
export async function scheduleArticle(act: Act, { id, tags, at, body }: Appointment): Promise<Article> {
  if (at > act.now + MAX_AHEAD_MS)
    throw invalidField(
      "at",
      "too_far",
      "It can be scheduled for the next five years. Name an earlier moment.",
    );
  const article = await getArticle(act.db, id, act.actor);
  if (!tags.includes(String(article.revision))) throw await revisionConflict(act, { article, tags, body });
  if (article.status !== "draft" && article.status !== "scheduled")
    throw new AppError("wrong_state", `A ${article.status} article can't be scheduled; only a draft can.`);
  if (article.scheduledFor === at) return article;
  const input = asWritten(article);
  const references = await getReferences(act.db, input, article);
  refuseUnpublishable(input, references);
  const won = await commitRevision(act, {
    article,
    set: { status: "scheduled", scheduledFor: at },
    content: input,
    signature: references,
    minor: false,
    event: { type: "article.scheduled", data: { scheduledFor: rfc3339(at) } },
    action: "article.schedule",
  });
  if (!won) throw await revisionConflict(act, { article, tags, body });
  return await getArticle(act.db, id, act.actor);
}
