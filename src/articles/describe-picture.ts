import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { mergePatch } from "../http/merge-patch.ts";
import { check } from "../http/validate.ts";
import { recordEvent } from "../wire/events.ts";
import { getOwnPicture, publishedUnder } from "./media-store.ts";
import { pictureMembers } from "./picture-input.ts";
import { membersOf, type PictureRow } from "./picture-json.ts";
import { articles, media } from "./schema.ts";

interface Description {
  id: string;
  /** JSON Merge Patch. */
  patch: Record<string, unknown>;
}

/**
 * Changes what is said of a picture; the pages that it leads are purged. Only the members named are written, so two
 * editors at two members don't undo each other. Throws 404, 403, 422, or 409 (a published or scheduled lead needs its alt text).
 */
export async function describePicture(act: Act, { id, patch }: Description): Promise<PictureRow> {
  const picture = await getOwnPicture(act.db, id, act.actor);
  const was = membersOf(picture);
  const members = check(pictureMembers, mergePatch(was, patch));
  if (isDeepStrictEqual(members, was)) return picture;
  const { focus, ...texts } = members;
  const named = Object.entries({ ...texts, focusX: focus.x, focusY: focus.y });
  const set = Object.fromEntries(named.filter(([name]) => name.replace(/[XY]$/, "") in patch));
  const isAllowed =
    members.alt === ""
      ? sql`NOT EXISTS (SELECT 1 FROM ${articles} WHERE lead_media = ${id} AND status IN ('published', 'scheduled'))`
      : undefined;
  const rows = sql`FROM ${media} WHERE ${and(sql`id = ${id}`, isAllowed)}`;
  const [, , [row]] = await act.db.batch([
    recordEvent(act, { type: "media.updated", subject: id, data: publishedUnder(id) }, rows),
    auditEntry(act, { action: "media.describe", subject: id, detail: { members: Object.keys(patch) } }, rows),
    act.db
      .update(media)
      .set(set)
      .where(and(eq(media.id, id), isAllowed))
      .returning(),
  ]);
  if (!row) throw neededAlt();
  return row;
}

function neededAlt(): AppError {
  const message =
    "It leads an article that is published or will be, where it needs an alternative text. Give it another one.";
  return new AppError("in_use", message, { errors: [{ path: "alt", code: "needed", message }] });
}
