import { sql } from "drizzle-orm";
import type * as z from "zod";
import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import { foldName } from "../http/fold-name.ts";
import { recordEvent } from "../wire/events.ts";
import type { authorInput } from "./input.ts";
import { SIGNATURE } from "./links.ts";
import { searchDocs } from "./lists-schema.ts";
import { articleAuthors, articles, authors } from "./schema.ts";

/** Makes an author or changes them: name and e-mail stand under each of their stories. */
export async function putAuthor(act: Act, slug: string, input: z.infer<typeof authorInput>) {
  const signed = sql`(SELECT article FROM ${articleAuthors} WHERE author = ${slug})`;
  const values = { ...input, foldedName: foldName(input.name), updatedAt: act.now };
  await act.db.batch([
    act.db
      .insert(authors)
      .values({ slug, ...values })
      .onConflictDoUpdate({ target: authors.slug, set: values }),
    act.db.update(articles).set({ authorsJson: SIGNATURE.authorsJson }).where(sql`id IN ${signed}`),
    act.db.update(searchDocs).set({ isStale: true }).where(sql`article IN ${signed}`),
    recordEvent(act, { type: "author.updated", subject: slug, data: {} }),
    auditEntry(act, { action: "author.put", subject: slug }),
  ]);
  return { slug, ...input };
}
