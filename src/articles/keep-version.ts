import { eq, type SQL, sql } from "drizzle-orm";
import { isUniqueViolation, type Statement } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import type { Article } from "./article.ts";
import { markdownOf } from "./markdown.ts";
import { articles, versions } from "./schema.ts";
import {
  type Beside,
  type Changes,
  changesBetween,
  contentOf,
  type Link,
  NO_CHANGES,
  type Shown,
  sealed,
  type VersionContent,
} from "./version.ts";

/** Others who change the same article at the same moment; each round one of them is done. */
const MAX_ROUNDS = 30;

export interface Showing {
  /** As it stands. */
  before: Article;
  /** As readers are to see it. */
  after: Omit<Shown, "bodyMarkdown"> & { section: string | null; bodyMarkdown?: string };
  /** A correction that is written in the same batch. */
  correction?: Article["corrections"][number];
  /** What the version depends on: "FROM articles WHERE id = … AND revision = …". */
  rows: SQL;
}

/**
 * Runs `write` with the statements that keep what readers are shown from now on as a version: none where nothing but
 * white space changed. Where somebody else's version came between (the key refuses a second one of the same number,
 * and with it the whole batch), it is made and run again. Throws 503 after many rounds, and what `write` throws.
 */
export async function keepVersion<T>(
  act: Act,
  showing: Showing,
  write: (kept: Statement[]) => Promise<T>,
): Promise<T> {
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    try {
      return await write(await nextVersions(act, showing));
    } catch (error) {
      if (!isUniqueViolation(error, "versions.")) throw error;
    }
  }
  throw new AppError("unavailable", "Too many change this article. Try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** The next version; before the first one of an article that was published without, how it stood so far. */
async function nextVersions(act: Act, { before, after, correction, rows }: Showing): Promise<Statement[]> {
  const { bodyMarkdown, corrections, last, ...beside } = await readLast(act, before.id, after);
  const markdown = (html: string) => (bodyMarkdown === "" ? markdownOf(html) : bodyMarkdown);
  const content = await contentOf(
    { ...after, bodyMarkdown: after.bodyMarkdown ?? markdown(after.bodyHtml) },
    { ...beside, corrections: correction ? [...corrections, correction] : corrections },
  );
  const keep = (link: Omit<Link, "article">, what: VersionContent, changes: Changes) =>
    versionRow(act, { link: { article: before.id, ...link }, content: what, changes, rows });
  if (last === null && before.status !== "published")
    return [(await keep({ number: 1, at: act.now, previous: null }, content, NO_CHANGES)).statement];
  const unkept = { ...before, bodyMarkdown: markdown(before.bodyHtml) };
  const old = last ? last.content : await contentOf(unkept, { ...before, corrections });
  const changes = changesBetween(old, content);
  if (changes.members.length === 0) return [];
  const since = before.modifiedAt ?? before.publishedAt ?? before.createdAt;
  const first = last ? null : await keep({ number: 1, at: since, previous: null }, old, NO_CHANGES);
  const link = { number: (last?.number ?? 1) + 1, at: act.now, previous: last?.hash ?? first?.hash ?? null };
  const next = await keep(link, content, changes);
  return first ? [first.statement, next.statement] : [next.statement];
}

interface Last extends Beside {
  bodyMarkdown: string;
  last: { number: number; hash: string; content: VersionContent } | null;
}

/** The last version, and what readers see of an article that is not in its own row, in one round trip. */
async function readLast({ db }: Act, id: string, after: Showing["after"]): Promise<Last> {
  const row = await db
    .select({
      bodyMarkdown: articles.bodyMarkdown,
      correctionsJson: sql<string>`(
        SELECT json_group_array(json_object('id', co.id, 'text', co.text, 'createdAt', co.created_at))
        FROM corrections co WHERE co.article = articles.id ORDER BY co.created_at)`.as("corrections_json"),
      sectionName: sql<string | null>`(SELECT name FROM sections WHERE slug = ${after.section})`.as(
        "section_name",
      ),
      leadJson: sql<string | null>`(
        SELECT json_object('alt', alt, 'caption', caption) FROM media WHERE id = ${after.leadMedia})`.as(
        "lead_json",
      ),
      number: versions.number,
      hash: versions.hash,
      content: versions.content,
    })
    .from(articles)
    .leftJoin(
      versions,
      sql`versions.article = articles.id AND versions.number = (SELECT max(number) FROM versions WHERE article = ${id})`,
    )
    .where(eq(articles.id, id))
    .get();
  if (!row) throw new AppError("not_found", `There is no article "${id}".`);
  const { correctionsJson, leadJson, number, hash, content, ...texts } = row;
  return {
    ...texts,
    corrections: JSON.parse(correctionsJson) as Beside["corrections"],
    lead: leadJson === null ? null : (JSON.parse(leadJson) as Beside["lead"]),
    last:
      number === null || hash === null || content === null
        ? null
        : { number, hash, content: JSON.parse(content) as VersionContent },
  };
}

interface NewVersion {
  link: Link;
  content: VersionContent;
  changes: Changes;
  rows: SQL;
}

async function versionRow({ db }: Act, { link, content, changes, rows }: NewVersion) {
  const { content: kept, hash } = await sealed(link, content);
  const { article, number, at, previous } = link;
  const differs = JSON.stringify(changes);
  const statement = db
    .insert(versions)
    .select(sql`SELECT ${article}, ${number}, ${at}, ${kept}, ${differs}, ${previous}, ${hash} ${rows}`);
  return { statement, hash };
}
