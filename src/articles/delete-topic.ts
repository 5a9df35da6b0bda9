import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { articles, articleTopics, topics } from "./schema.ts";

/** Deletes a topic and takes it off its articles; pages that named it are refreshed. Throws 404. */
export async function deleteTopic(act: Act, slug: string): Promise<void> {
  const { db } = act;
  const rows = sql`FROM ${topics} WHERE slug = ${slug}`;
  const naming = sql`(SELECT article FROM ${articleTopics} WHERE topic = ${slug})`;
  const others = sql`(
    SELECT json_group_array(json(value)) FROM json_each(articles.topics_json) WHERE value ->> 'slug' <> ${slug})`;
  const results = await db.batch([
    recordEvent(act, { type: "topic.deleted", subject: slug, data: {} }, rows),
    recordEvent(act, { type: "menu.updated", subject: slug, data: {} }, rows),
    auditEntry(act, { action: "topic.delete", subject: slug }, rows),
    db.update(articles).set({ topicsJson: others }).where(sql`id IN ${naming}`),
    db.delete(articleTopics).where(eq(articleTopics.topic, slug)),
    db.delete(topics).where(eq(topics.slug, slug)).returning({ slug: topics.slug }),
  ]);
  if (results[5].length === 0) throw new AppError("not_found", `There is no topic "${slug}".`);
}
