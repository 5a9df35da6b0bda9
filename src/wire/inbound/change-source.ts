import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../../editors/audit.ts";
import type { Act } from "../../http/actor.ts";
import { mergePatch } from "../../http/merge-patch.ts";
import { check } from "../../http/validate.ts";
import { sources } from "../inbound-schema.ts";
import { getSource } from "./source.ts";
import { columnsOf, refuseUnknown, sourceSettings } from "./source-input.ts";

interface Change {
  slug: string;
  /** JSON Merge Patch. */
  patch: Record<string, unknown>;
}

/** Changes how what a source sends is taken. Throws 404, or 422 where it names what is not there. */
export async function changeSource(act: Act, { slug, patch }: Change): Promise<void> {
  const source = await getSource(act.db, slug);
  const { defaultSection, sections: map, defaultAuthor, publish, language, pictureHosts } = source;
  const was = { defaultSection, sections: map, defaultAuthor, publish, language, pictureHosts };
  const settings = check(sourceSettings, mergePatch(was, patch));
  await refuseUnknown(act.db, settings);
  const rows = sql`FROM ${sources} WHERE slug = ${slug}`;
  await act.db.batch([
    auditEntry(
      act,
      { action: "source.change", subject: slug, detail: { members: Object.keys(patch) } },
      rows,
    ),
    act.db.update(sources).set(columnsOf(settings)).where(eq(sources.slug, slug)),
  ]);
}
