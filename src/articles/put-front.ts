import { and, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError, type FieldError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { type Front, getFront } from "./front.ts";
import { front } from "./lists-schema.ts";
import { articles } from "./schema.ts";

/**
 * Puts a lead and pinned stories on the front page, in place of those that were there. Throws 422 naming each member
 * that is no published story or opinion, or that is there twice.
 */
export async function putFront(act: Act, chosen: Front): Promise<Front> {
  const { db, now } = act;
  await refuseUnfit(act, chosen);
  const values = { lead: chosen.lead, pinned: JSON.stringify(chosen.pinned), updatedAt: now };
  await db.batch([
    db
      .insert(front)
      .values({ id: 1, ...values })
      .onConflictDoUpdate({ target: front.id, set: values }),
    recordEvent(act, { type: "front.updated", subject: "front", data: {} }),
    auditEntry(act, { action: "front.put", subject: "front", detail: { ...chosen } }),
  ]);
  return await getFront(db);
}

async function refuseUnfit({ db }: Act, { lead, pinned }: Front): Promise<void> {
  const members = pinned.map((id, index) => ({ path: `pinned.${index}`, id }));
  if (lead !== null) members.unshift({ path: "lead", id: lead });
  const ids = members.map(({ id }) => id);
  const isNamed = sql`${articles.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const isFit = sql`status = 'published' AND kind IN ('story', 'opinion')`;
  const fit = await db.select({ id: articles.id }).from(articles).where(and(isNamed, isFit));
  const errors: FieldError[] = members.flatMap(({ path, id }, index) => {
    if (!fit.some((article) => article.id === id))
      return [{ path, code: "unknown", message: `There is no published story or opinion "${id}".` }];
    if (ids.indexOf(id) < index)
      return [{ path, code: "duplicate", message: `"${id}" stands on the front page once only.` }];
    return [];
  });
  if (errors.length > 0)
    throw new AppError("invalid", errors.map((e) => `${e.path}: ${e.message}`).join(" "), { errors });
}
