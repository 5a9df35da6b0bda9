import { and, eq, sql } from "drizzle-orm";
import { authors } from "../articles/schema.ts";
import type { Database } from "../db.ts";
import { foldName } from "../http/fold-name.ts";
import { newId } from "../http/ids.ts";
import { randomSecret, sha256 } from "../http/secrets.ts";
import { currentDayKeys, ensureDayKey, hashClient } from "./client-hash.ts";
import { receiptTokens } from "./commenter.ts";
import type { CommentInput } from "./input.ts";
import { type Allowance, allowanceFrom, limitReached } from "./limits.ts";
import { moderateAtOnce } from "./moderate-at-once.ts";
import type { Hook } from "./moderation-hook.ts";
import { openArticle } from "./open-article.ts";
import { type Known, type Place, refuseComment, refuseHiddenField } from "./refuse-comment.ts";
import { commenters, comments } from "./schema.ts";
import type { CommentRow } from "./store.ts";
import { storeComment } from "./store-comment.ts";
import { hasManyLinks } from "./text.ts";

export interface Submission extends Place {
  /** Whom the limits count (http/client.ts). */
  client: string;
  /** What the browser's cookie holds. */
  secret: string | undefined;
  input: CommentInput;
  /** Asked last, where the comment would be a new one: throws where no person seems to send it. Undefined: not demanded. */
  verify: (() => Promise<void>) | undefined;
}

export interface Submitted {
  id: string;
  /** As it is by now: the moderation hook may have decided. */
  status: "pending" | "published" | "declined";
  token: string;
  /** The commenter's secret, to be kept in the browser; undefined where it holds one already. */
  newSecret: string | undefined;
  isNew: boolean;
  allowance: Allowance;
}

/**
 * Takes a comment. Throws 404, 410 or 451 as the article, 403 (closed, blocked), 422 (hidden field, parent, name),
 * 429, and what `verify` throws. The same text again by the same commenter leads to the first receipt.
 */
export async function submitComment(
  context: { db: Database; now: number; requestId: string; hook?: Hook | undefined },
  submission: Submission,
): Promise<Submitted> {
  const { db, now } = context;
  const { client, input, verify } = submission;
  refuseHiddenField(input);
  const { keys, ...known } = await lookUp(db, now, submission);
  const { article, commenter } = refuseComment(input, known, { ...submission, now });
  const text = { article: article.id, commenter: commenter?.id, body: input.body };
  if (verify && !(await wasSaid(db, text))) await verify();
  // A secret that nobody was given is not adopted: it may have been planted.
  const secret = (commenter && submission.secret) ?? randomSecret();
  const hashes = await hashClient(client, { now, keys });
  const status = statusAtFirst(input, article, commenter?.standing);
  const comment = {
    id: newId(now),
    article,
    commenter: commenter?.id,
    secret,
    status,
    hashes,
    input,
  };
  const { isStored, first, recent } = await storeComment(context, comment);
  const allowance = allowanceFrom(recent, hashes, now);
  if (!first) throw limitReached(allowance);
  const { token } = await receiptTokens(secret, first.id);
  const isAsked = isStored && first.status === "pending" && context.hook;
  const place = { id: first.id, siteUrl: submission.site.url, commenter: first.commenter };
  const decided = isAsked ? await moderateAtOnce(context, isAsked, place) : undefined;
  return {
    id: first.id,
    status: toldStatus(decided ?? first.status),
    token,
    newSecret: commenter ? undefined : secret,
    isNew: isStored,
    allowance,
  };
}

function toldStatus(status: CommentRow["status"]): Submitted["status"] {
  if (status === "removed" || status === "deleted") return "pending";
  return status;
}

interface Text {
  /** The article's id. */
  article: string;
  /** The commenter's id; undefined: unknown yet. */
  commenter: string | undefined;
  body: string;
}

/** Whether the commenter has sent this text before: it leads to the first receipt, so nothing new is taken. */
async function wasSaid(db: Database, { article, commenter, body }: Text): Promise<boolean> {
  if (commenter === undefined) return false;
  const said = and(eq(comments.commenter, commenter), eq(comments.article, article), eq(comments.body, body));
  return (await db.select({ id: comments.id }).from(comments).where(said).limit(1)).length > 0;
}

/** Only whom a moderator trusts is published at once, and not with many links or where comments are held. */
function statusAtFirst(
  { body }: CommentInput,
  article: { comments: string },
  standing: string | undefined,
): "pending" | "published" {
  const isPublished = standing === "trusted" && article.comments === "open" && !hasManyLinks(body);
  return isPublished ? "published" : "pending";
}

/** Everything that a decision needs, in one round trip. */
async function lookUp(
  db: Database,
  now: number,
  { path, secret, input }: Submission,
): Promise<Known & { keys: DayKeys }> {
  const secretHash = secret ? await sha256(secret) : "";
  const [articles, holders, parents, namesakes, , keys] = await db.batch([
    openArticle(db, path),
    db.select().from(commenters).where(eq(commenters.secretHash, secretHash)),
    db
      .select({ article: comments.article, parent: comments.parent })
      .from(comments)
      .where(and(eq(comments.id, input.parentId ?? ""), eq(comments.status, "published"))),
    db
      .select({ one: sql<number>`1`.as("one") })
      .from(authors)
      .where(eq(authors.foldedName, foldName(input.name)))
      .limit(1),
    ensureDayKey(db, now),
    currentDayKeys(db, now),
  ]);
  return {
    article: articles[0],
    commenter: holders[0],
    parent: parents[0],
    isNamesake: namesakes.length > 0,
    keys,
  };
}

type DayKeys = Awaited<ReturnType<typeof currentDayKeys>>;
