import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { redirects } from "./schema.ts";

/** Lets a path lead nowhere any more, whoever made it lead: it is 404 from now on. Throws 404. */
export async function deleteRedirect(act: Act, path: string): Promise<void> {
  const rows = sql`FROM ${redirects} WHERE path = ${path}`;
  const [, , gone] = await act.db.batch([
    recordEvent(act, { type: "redirect.updated", subject: path, data: {} }, rows),
    auditEntry(act, { action: "redirect.delete", subject: path }, rows),
    act.db.delete(redirects).where(eq(redirects.path, path)).returning({ path: redirects.path }),
  ]);
  if (gone.length === 0) throw new AppError("not_found", `${path} leads nowhere.`);
}
