import { and, eq, sql } from "drizzle-orm";
import { authors } from "../articles/schema.ts";
import type { Database } from "../db.ts";
import { AppError, invalidField } from "../errors.ts";
import { foldName } from "../http/fold-name.ts";
import { newId } from "../http/ids.ts";
import { randomSecret, sha256 } from "../http/secrets.ts";
import { type ClientHashes, currentDayKeys, ensureDayKey, hashClient } from "./client-hash.ts";
import { receiptTokens } from "./commenter.ts";
import type { CommentInput } from "./input.ts";
import { type Allowance, allowanceFrom, limitReached } from "./limits.ts";
import { openArticle } from "./open-article.ts";
import { comments, commenters } from "./schema.ts";
import { storeComment } from "./store-comment.ts";
import { hasManyLinks } from "./text.ts";

export interface Submission {
  path: string;
  siteName: string;
  /** Whom the limits count (http/client.ts). */
  client: string;
  /** What the browser's cookie holds. */
  secret: string | undefined;
  input: CommentInput;
}

export interface Submitted {
  id: string;
  status: "pending" | "published";
  token: string;
  /** The commenter's secret, to be kept in the browser; undefined where it holds one already. */
  newSecret: string | undefined;
  isNew: boolean;
  allowance: Allowance;
}

/**
 * Takes a comment. Throws 404, 410 or 451 as the article, 403 (closed, blocked), 422 (hidden field, parent, name),
 * 429. The same text again by the same commenter leads to the first receipt.
 */
export async function submitComment(
  context: { db: Database; now: number; requestId: string },
  submission: Submission,
): Promise<Submitted> {
  const { db, now } = context;
  const { input, siteName, client } = submission;
  if (input.website) throw new AppError("automated", HIDDEN_FIELD, { errors: [hiddenField] });
  const known = await lookUp(db, now, submission);
  refuseName(input.name, siteName, known.namesakes);
  refuseParent(input.parentId, known.parent, known.article.id);
  if (known.commenter?.standing === "blocked")
    throw new AppError("commenter_blocked", "Comments from this browser are not taken any more.");
  const hashes: ClientHashes = await hashClient(client, { now, keys: known.keys });
  const secret = known.commenter && submission.secret ? submission.secret : randomSecret();
  const id = newId(now);
  const { token, hash: receiptHash } = await receiptTokens(secret, id);
  const isTrusted = known.commenter?.standing === "trusted" && known.article.comments === "open";
  const status = isTrusted && !hasManyLinks(input.body) ? "published" : "pending";
  const result = await storeComment(context, {
    id,
    article: known.article,
    commenter: known.commenter?.id,
    secretHash: await sha256(secret),
    receiptHash,
    status,
    hashes,
    input,
  });
  const allowance = allowanceFrom(result.recent, hashes, now);
  const newSecret = known.commenter ? undefined : secret;
  if (result.isStored) return { id, status, token, newSecret, isNew: true, allowance };
  if (!result.first) throw limitReached(allowance);
  const first = await receiptTokens(secret, result.first.id);
  const firstStatus = result.first.status === "published" ? "published" : "pending";
  return { id: result.first.id, status: firstStatus, token: first.token, newSecret, isNew: false, allowance };
}

const HIDDEN_FIELD = "A hidden field was filled in, perhaps by your browser. Empty the field named website and send again.";
const hiddenField = { path: "website", code: "automated", message: HIDDEN_FIELD };

async function lookUp(db: Database, now: number, { path, secret, input }: Submission) {
  const secretHash = secret ? await sha256(secret) : "";
  const [articles, commenter, parent, namesakes, , keys] = await db.batch([
    openArticle(db, path),
    db.select().from(commenters).where(eq(commenters.secretHash, secretHash)),
    db
      .select({ article: comments.article, parent: comments.parent })
      .from(comments)
      .where(and(eq(comments.id, input.parentId ?? ""), eq(comments.status, "published"))),
    db.select({ one: sql<number>`1`.as("one") }).from(authors).where(eq(authors.foldedName, foldName(input.name))).limit(1),
    ensureDayKey(db, now),
    currentDayKeys(db, now),
  ]);
  return { article: requireOpen(articles[0]), commenter: commenter[0], parent: parent[0], namesakes, keys };
}

type OpenArticle = Awaited<ReturnType<typeof openArticle>>[number];

function requireOpen(article: OpenArticle | undefined): OpenArticle {
  if (article?.status === "withdrawn") throw new AppError("withdrawn", "The article was withdrawn.");
  if (article?.status === "removed") throw new AppError("removed_for_legal_reasons", "The article was removed.");
  if (article?.status !== "published") throw new AppError("not_found", "There is no article at this address.");
  if (article.comments === "closed")
    throw new AppError("comments_closed", "Comments on this article are closed. You can still read what was said.");
  return article;
}

function refuseName(name: string, siteName: string, namesakes: unknown[]): void {
  const folded = foldName(name);
  if (folded === "") throw invalidField("name", "unreadable", "A name needs at least one letter or digit.");
  if (namesakes.length === 0 && folded !== foldName(siteName)) return;
  const message = "This name belongs to someone at this paper. Choose another one.";
  throw new AppError("name_reserved", message, { errors: [{ path: "name", code: "name_reserved", message }] });
}

function refuseParent(parentId: string | null, parent: { article: string; parent: string | null } | undefined, article: string) {
  if (parentId === null) return;
  if (!parent || parent.article !== article)
    throw new AppError("unknown_parent", "The comment that you reply to is not here any more. Send yours without reply.");
  if (parent.parent !== null)
    throw new AppError("too_deep", "A reply can't be replied to. Reply to the comment that it answers.");
}
