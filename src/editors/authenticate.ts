import { eq } from "drizzle-orm";
import { AppError } from "../errors.ts";
import type { Actor } from "../http/actor.ts";
import { passGate } from "../http/gate.ts";
import type { AppContext } from "../http/route.ts";
import { sha256 } from "../http/secrets.ts";
import { tokens } from "./schema.ts";
import { looksLikeToken } from "./token.ts";

const HOUR_MS = 3_600_000;
const CHALLENGE = { "WWW-Authenticate": "Bearer" };

/** Who holds the request's token. Throws 401 `unauthorized`; after 20 failures a minute of one client 429. */
export async function authenticate(c: AppContext): Promise<Actor> {
  const [, token] = /^Bearer ([\w-]+)$/i.exec(c.req.header("Authorization") ?? "") ?? [];
  if (!token)
    throw new AppError("unauthorized", "Send a token: Authorization: Bearer dl_…", { headers: CHALLENGE });
  return await holderOf(c, token);
}

/** Who holds a token. Throws 401 `unauthorized`; after 20 failures a minute of one client 429. */
export async function holderOf(c: AppContext, token: string): Promise<Actor> {
  const row = (await looksLikeToken(token)) ? await findToken(c, token) : undefined;
  if (!row || (row.expiresAt !== null && row.expiresAt <= c.var.now)) return await refuseToken(c);
  return actorFrom(c, row);
}

/** The actor whom a good token stands for; notes that it is used. */
export function actorFrom(c: AppContext, row: Omit<typeof tokens.$inferSelect, "hash">): Actor {
  const { id, name, role, expiresAt, lastUsedAt } = row;
  if (lastUsedAt === null || lastUsedAt < hourOf(c.var.now)) keepLastUse(c, id);
  return { id, name, role, expiresAt };
}

async function findToken(c: AppContext, token: string) {
  return await c.var.db
    .select()
    .from(tokens)
    .where(eq(tokens.hash, await sha256(token)))
    .get();
}

async function refuseToken(c: AppContext): Promise<never> {
  const gate = { binding: c.env.TOKEN_GATE, name: "failed-tokens", quota: 20 };
  await passGate(c.req.raw, gate, "Too many unknown tokens. Wait a minute.");
  throw new AppError(
    "unauthorized",
    "This token is not known, or it has expired. Ask a publisher for a new one.",
    {
      headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
    },
  );
}

function keepLastUse(c: AppContext, id: string): void {
  const write = c.var.db
    .update(tokens)
    .set({ lastUsedAt: hourOf(c.var.now) })
    .where(eq(tokens.id, id))
    .run();
  c.executionCtx.waitUntil(
    write.catch((error: unknown) => console.warn(`last use not kept: ${String(error)}`)),
  );
}

function hourOf(at: number): number {
  return at - (at % HOUR_MS);
}
