import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../db.ts";
import type { Act } from "../http/actor.ts";
import type { Article, Signature } from "./article.ts";
import { articleAuthors, articleMedia, articleTopics, media, topics as topicsTable } from "./schema.ts";

type Linked = Signature & Pick<Article, "id" | "kind" | "status" | "publishedAt" | "leadMedia" | "bodyHtml">;

/** Makes the topics that are not there yet; none where `rows` finds nothing. */
export function makeTopics({ db, now }: Act, { topics, rows }: { topics: Signature["topics"]; rows: SQL }) {
  const each = sql`FROM json_each(${JSON.stringify(topics)}) WHERE EXISTS (SELECT 1 ${rows})`;
  return db
    .insert(topicsTable)
    .select(sql`SELECT value ->> 'slug', value ->> 'name', '', ${now} ${each}`)
    .onConflictDoNothing();
}

/** Takes away what an article names; nothing where `rows` finds nothing. */
export function unlink({ db }: Act, id: string, rows: SQL): Statement[] {
  const isItsOwn = sql`article = ${id} AND EXISTS (SELECT 1 ${rows})`;
  return [articleAuthors, articleTopics, articleMedia].map((table) => db.delete(table).where(isItsOwn));
}

/** Puts authors and topics in their order, and the pictures that it shows; nothing where `rows` finds nothing. */
export function link({ db, now }: Act, article: Linked, rows: SQL): Statement[] {
  const { id, authors, topics } = article;
  const listedAt = isListed(article) ? article.publishedAt : null;
  const inTurn = (things: { slug: string }[]) => {
    const slugs = JSON.stringify(things.map(({ slug }) => slug));
    return sql`SELECT ${id}, key, value, ${listedAt}, ${now} FROM json_each(${slugs}) WHERE EXISTS (SELECT 1 ${rows})`;
  };
  const shown = JSON.stringify(picturesIn(article));
  const isShown = sql`${media.id} IN (SELECT value FROM json_each(${shown})) AND EXISTS (SELECT 1 ${rows})`;
  return [
    db.insert(articleAuthors).select(inTurn(authors)),
    db.insert(articleTopics).select(inTurn(topics)),
    db.insert(articleMedia).select(sql`SELECT ${id}, ${media.id} FROM ${media} WHERE ${isShown}`),
  ];
}

/** Moves an article to where the lists by newest change have it now, with an UPDATE of its `updatedAt`; nothing where `rows` finds nothing. */
export function moveInLists({ db, now }: Pick<Act, "db" | "now">, id: string, rows: SQL) {
  const isItsOwn = sql`article = ${id} AND EXISTS (SELECT 1 ${rows})`;
  return [
    db.update(articleAuthors).set({ changedAt: now }).where(isItsOwn),
    db.update(articleTopics).set({ changedAt: now }).where(isItsOwn),
  ] as const;
}

/** Whether the lists of the paper show it. */
function isListed({ status, kind }: Pick<Article, "status" | "kind">): boolean {
  return status === "published" && kind !== "page";
}

/** Ids of the pictures that an article shows: the lead, and those in its body, which is clean HTML. */
export function picturesIn({ leadMedia, bodyHtml }: Pick<Article, "leadMedia" | "bodyHtml">): string[] {
  const inBody = Array.from(
    bodyHtml.matchAll(/<img (?:[^">]|"[^"]*")*?src="\/media\/([\w-]+)\//g),
    ([, id]) => id ?? "",
  );
  return [...new Set(leadMedia === null ? inBody : [leadMedia, ...inBody])];
}

/** What an article keeps of those that it names, for an UPDATE that comes after `link`. */
export const SIGNATURE = {
  authorsJson: sql<string>`(
    SELECT json_group_array(json_object('slug', au.slug, 'name', au.name, 'email', CASE WHEN au.email_public THEN au.email END))
    FROM article_authors aa CROSS JOIN authors au ON au.slug = aa.author
    WHERE aa.article = articles.id ORDER BY aa.position)`,
  topicsJson: sql<string>`(
    SELECT json_group_array(json_object('slug', tp.slug, 'name', tp.name))
    FROM article_topics art CROSS JOIN topics tp ON tp.slug = art.topic
    WHERE art.article = articles.id ORDER BY art.position)`,
};
