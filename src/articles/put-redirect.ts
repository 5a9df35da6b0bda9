import { type SQL, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError, invalidField } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { targetOf } from "./redirect-input.ts";
import { articles, redirects, sections } from "./schema.ts";

/** More redirects behind one another are a mistake, and browsers give up at twenty. */
const MAX_STEPS = 10;

interface Wanted {
  path: string;
  to: string;
  siteUrl: string;
}

/**
 * Lets a path lead elsewhere, in place of where it led. Throws 409 where an article or a section stands at it, 422 where
 * it would lead back to itself, or over more than ten others. Decided by the INSERT itself.
 */
export async function putRedirect(act: Act, { path, to, siteUrl }: Wanted) {
  const { db, now } = act;
  const target = targetOf(to, siteUrl);
  const isHeld = sql`(EXISTS (SELECT 1 FROM ${articles} WHERE path = ${path})
    OR EXISTS (SELECT 1 FROM ${sections} WHERE slug = ${path.slice(1)}))`;
  const rows = sql`WHERE NOT ${isHeld} AND NOT ${leadsBack(path, target.path)}`;
  const [, , [stored], [held]] = await db.batch([
    recordEvent(act, { type: "redirect.updated", subject: path, data: {} }, rows),
    auditEntry(act, { action: "redirect.put", subject: path, detail: { to: target.to } }, rows),
    db
      .insert(redirects)
      .select(sql`SELECT ${path}, ${target.to}, NULL, ${now} ${rows}`)
      .onConflictDoUpdate({ target: redirects.path, set: { target: target.to, article: null } })
      .returning({ createdAt: redirects.createdAt }),
    db.select({ isHeld: sql<number>`${isHeld}`.as("is_held") }).from(sql`(SELECT 1)`),
  ]);
  if (stored) return { path, to: target.to, createdAt: stored.createdAt };
  if (held?.isHeld)
    throw new AppError(
      "wrong_state",
      `An article or a section stands at ${path}: what is there can't lead away.`,
    );
  throw invalidField(
    "to",
    "loop",
    `From ${to} readers would be led back to ${path}, or over too many steps.`,
  );
}

/** Whether the redirects kept by hand lead from `start` to `path`. One to an article ends there. */
function leadsBack(path: string, start: string): SQL {
  return sql`EXISTS (
    WITH RECURSIVE chain (at, steps) AS (
      SELECT ${start}, 0
      UNION ALL SELECT ${bare(sql`r.target`)}, steps + 1 FROM chain CROSS JOIN ${redirects} r
      WHERE r.path = chain.at AND r.target IS NOT NULL AND steps < ${MAX_STEPS})
    SELECT 1 FROM chain WHERE at = ${path} OR steps >= ${MAX_STEPS})`;
}

/** A path without query (which begins with character 63) and fragment. */
function bare(target: SQL): SQL {
  return sql`substr(${target}, 1, min(instr(${target} || char(63), char(63)), instr(${target} || '#', '#')) - 1)`;
}
