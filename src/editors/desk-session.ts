import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import { type Actor, covers } from "../http/actor.ts";
import type { AppContext } from "../http/route.ts";
import { randomSecret, sha256 } from "../http/secrets.ts";
import { auditEntry } from "./audit.ts";
import { actorFrom, holderOf } from "./authenticate.ts";
import { forgetSession, keepSession, SESSION_S, sessionSecret } from "./desk-cookie.ts";
import { deskSessions, tokens } from "./schema.ts";

const FORGOTTEN_A_RUN = 5_000;

/** Where a session begins. */
export const SIGN_IN = "/desk";

/**
 * Begins a session of a token's holder in this browser; one that it had ends. Throws 401 and 429 as the API does, and
 * 403 `forbidden` where the token may not decide on comments.
 */
export async function openSession(c: AppContext, token: string): Promise<void> {
  const { db, now, requestId } = c.var;
  const actor = await holderOf(c, token);
  if (!covers(actor.role, "moderator"))
    throw new AppError("forbidden", `A ${actor.role} may not sit at this desk; a moderator may.`);
  const secret = randomSecret();
  const session = { hash: await sha256(secret), token: actor.id, expiresAt: now + SESSION_S * 1_000 };
  await db.batch([
    db.delete(deskSessions).where(eq(deskSessions.hash, await sha256(sessionSecret(c) ?? ""))),
    auditEntry({ db, now, requestId, actor }, { action: "desk.open", subject: actor.id }),
    db.insert(deskSessions).values(session),
  ]);
  keepSession(c, secret);
}

/** Ends this browser's session, if it has one. */
export async function closeSession(c: AppContext): Promise<void> {
  const secret = sessionSecret(c);
  if (secret) await c.var.db.delete(deskSessions).where(eq(deskSessions.hash, await sha256(secret)));
  forgetSession(c);
}

/** Who sits at the desk in this browser; undefined where nobody does, or the session or its token has ended. */
export async function sessionActor(c: AppContext): Promise<Actor | undefined> {
  const secret = sessionSecret(c);
  if (!secret) return undefined;
  const { now, db } = c.var;
  const { id, name, role, createdAt, expiresAt, lastUsedAt } = tokens;
  const row = await db
    .select({ id, name, role, createdAt, expiresAt, lastUsedAt })
    .from(deskSessions)
    .innerJoin(tokens, eq(tokens.id, deskSessions.token))
    .where(
      and(
        eq(deskSessions.hash, await sha256(secret)),
        gt(deskSessions.expiresAt, now),
        or(isNull(expiresAt), gt(expiresAt, now)),
      ),
    )
    .get();
  return row && actorFrom(c, row);
}

/** Who acts on a page of the desk; whoever has no session is sent to sign in, and back from there. */
export async function atTheDesk(c: AppContext): Promise<Actor | Response> {
  const actor = await sessionActor(c);
  if (actor) return actor;
  const { pathname, search } = new URL(c.req.url);
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  const next = isRead ? `?next=${encodeURIComponent(pathname + search)}` : "";
  return new Response(null, {
    status: 303,
    headers: { Location: SIGN_IN + next, "Cache-Control": "no-store" },
  });
}

/** Deletes sessions that have ended, some thousands a run. */
export async function forgetSessions(db: Database, now: number): Promise<void> {
  const ended = db
    .select({ hash: deskSessions.hash })
    .from(deskSessions)
    .where(lte(deskSessions.expiresAt, now))
    .limit(FORGOTTEN_A_RUN);
  await db.delete(deskSessions).where(sql`hash IN ${ended}`);
}
