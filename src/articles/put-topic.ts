import { sql } from "drizzle-orm";
import type * as z from "zod";
import { auditEntry } from "../editors/audit.ts";
import { AppError, invalidField } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import type { topicInput } from "./input.ts";
import { SIGNATURE } from "./links.ts";
import { articles, articleTopics, topics } from "./schema.ts";
import { slugify } from "./slug.ts";

/**
 * Makes a topic or changes it: its name stands under each of its articles. Throws 422 where the name has neither letter
 * nor digit, 409 where it is another topic's: articles name topics, so two of one name could not be told apart.
 */
export async function putTopic(act: Act, slug: string, input: z.infer<typeof topicInput>) {
  const { db, now } = act;
  const wording = slugify(input.name);
  if (wording === "") throw invalidField("name", "unnamed", "A topic needs letters or digits.");
  const other = wording === slug ? "" : wording;
  const rows = sql`WHERE NOT EXISTS (SELECT 1 FROM ${topics} WHERE slug = ${other})`;
  const values = { ...input, updatedAt: now };
  const naming = sql`(SELECT article FROM ${articleTopics} WHERE topic = ${slug})`;
  const [, , stored] = await db.batch([
    recordEvent(act, { type: "topic.updated", subject: slug, data: {} }, rows),
    auditEntry(act, { action: "topic.put", subject: slug }, rows),
    db
      .insert(topics)
      .select(sql`SELECT ${slug}, ${input.name}, ${input.description}, ${now} ${rows}`)
      .onConflictDoUpdate({ target: topics.slug, set: values })
      .returning({ slug: topics.slug }),
    db.update(articles).set({ topicsJson: SIGNATURE.topicsJson }).where(sql`id IN ${naming}`),
  ]);
  if (stored.length === 1) return { slug, ...input };
  throw new AppError(
    "wrong_state",
    `The name "${input.name}" is that of the topic "${other}". Choose another name, or use that topic.`,
  );
}
