import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const KINDS = ["story", "brief", "opinion", "page"] as const;
export const STATUSES = ["draft", "scheduled", "published", "withdrawn", "removed"] as const;
export const COMMENTS_OPENNESS = ["open", "held", "closed"] as const;
export const BODY_FORMATS = ["markdown", "html"] as const;

export const sections = sqliteTable(
  "sections",
  {
    slug: text().primaryKey(),
    name: text().notNull(),
    description: text().notNull().default(""),
    kind: text({ enum: ["stories", "briefs"] }).notNull(),
    position: integer().notNull().default(0),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("sections_in_order").on(t.position, t.slug)],
);

export const authors = sqliteTable(
  "authors",
  {
    slug: text().primaryKey(),
    name: text().notNull(),
    /** The name as a commenter might imitate it (http/fold-name.ts folds both). */
    foldedName: text("folded_name").notNull(),
    email: text(),
    emailPublic: integer("email_public", { mode: "boolean" }).notNull().default(false),
    bio: text().notNull().default(""),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("authors_by_folded_name").on(t.foldedName)],
);

export const topics = sqliteTable("topics", {
  slug: text().primaryKey(),
  name: text().notNull(),
  description: text().notNull().default(""),
  updatedAt: integer("updated_at").notNull(),
});

export const media = sqliteTable(
  "media",
  {
    id: text().primaryKey(),
    version: integer().notNull().default(1),
    type: text().notNull(),
    bytes: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    sha256: text().notNull(),
    alt: text().notNull().default(""),
    caption: text().notNull().default(""),
    credit: text().notNull().default(""),
    licence: text().notNull().default(""),
    focusX: real("focus_x").notNull().default(0.5),
    focusY: real("focus_y").notNull().default(0.5),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    /** Id of the article that it was removed with for legal reasons: its files answer 451. */
    removedWith: text("removed_with"),
  },
  (t) => [
    index("media_newest").on(t.createdAt, t.id),
    index("media_removed").on(t.removedWith).where(sql`${t.removedWith} IS NOT NULL`),
  ],
);

export const articles = sqliteTable(
  "articles",
  {
    id: text().primaryKey(),
    kind: text({ enum: KINDS }).notNull(),
    status: text({ enum: STATUSES }).notNull().default("draft"),
    section: text().references(() => sections.slug),
    label: text(),
    headline: text().notNull(),
    standfirst: text().notNull().default(""),
    slug: text(),
    /** Set when first published, "/2016/11/30/kerry-wants"; never changes by itself. */
    path: text(),
    bodyFormat: text("body_format", { enum: BODY_FORMATS }).notNull().default("markdown"),
    bodySource: text("body_source").notNull().default(""),
    bodyHtml: text("body_html").notNull().default(""),
    bodyMarkdown: text("body_markdown").notNull().default(""),
    wordCount: integer("word_count").notNull().default(0),
    language: text().notNull(),
    leadMedia: text("lead_media").references(() => media.id),
    leadCaption: text("lead_caption"),
    comments: text({ enum: COMMENTS_OPENNESS }).notNull().default("open"),
    translationOf: text("translation_of"),
    canonicalUrl: text("canonical_url"),
    revision: integer().notNull().default(1),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    publishedAt: integer("published_at"),
    /** The "updated" that readers see: the last change after publication that was not minor. */
    modifiedAt: integer("modified_at"),
    scheduledFor: integer("scheduled_for"),
    /** Why it was withdrawn or removed, and for a removal the law. */
    reason: text(),
    law: text(),
    sourceName: text("source_name"),
    externalId: text("external_id"),
    /** Who signs it and what it is about, as JSON, so that a list reads one row a story; written with each revision. */
    authorsJson: text("authors_json").notNull().default("[]"),
    topicsJson: text("topics_json").notNull().default("[]"),
    /** "2016/11/30", from its path: where the archive keeps it; null for pages and what was never published. */
    day: text().generatedAlwaysAs(sql`CASE WHEN path LIKE '/____/__/__/%' THEN substr(path, 2, 10) END`, {
      mode: "virtual",
    }),
  },
  (t) => [
    uniqueIndex("articles_path").on(t.path),
    index("articles_newest").on(t.status, t.kind, t.publishedAt, t.id),
    index("articles_published").on(t.status, t.publishedAt, t.id),
    index("articles_in_section").on(t.section, t.status, t.publishedAt, t.id),
    index("articles_changed").on(t.updatedAt, t.id),
    index("articles_changed_by_status").on(t.status, t.updatedAt, t.id),
    index("articles_changed_in_section").on(t.section, t.updatedAt, t.id),
    index("articles_changed_in_section_by_status").on(t.section, t.status, t.updatedAt, t.id),
    index("articles_of_owner").on(t.createdBy, t.updatedAt, t.id),
    index("articles_due").on(t.scheduledFor).where(sql`${t.scheduledFor} IS NOT NULL`),
    index("articles_of_day").on(t.day, t.publishedAt, t.id).where(sql`status = 'published'`),
    index("articles_translations").on(t.translationOf).where(sql`${t.translationOf} IS NOT NULL`),
    index("articles_of_lead").on(t.leadMedia).where(sql`${t.leadMedia} IS NOT NULL`),
    uniqueIndex("articles_of_source").on(t.sourceName, t.externalId).where(sql`${t.externalId} IS NOT NULL`),
  ],
);

export const articleAuthors = sqliteTable(
  "article_authors",
  {
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    author: text()
      .notNull()
      .references(() => authors.slug),
    /** While the article is on the paper's lists; null otherwise. */
    publishedAt: integer("published_at"),
    /** The article's `updatedAt`, so that a list by newest change walks an index. */
    changedAt: integer("changed_at").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.article, t.position] }),
    index("articles_of_author").on(t.author, t.publishedAt, t.article),
    index("articles_of_author_by_change").on(t.author, t.changedAt, t.article),
  ],
);

export const articleTopics = sqliteTable(
  "article_topics",
  {
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    topic: text()
      .notNull()
      .references(() => topics.slug),
    /** While the article is on the paper's lists; null otherwise. */
    publishedAt: integer("published_at"),
    /** The article's `updatedAt`, so that a list by newest change walks an index. */
    changedAt: integer("changed_at").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.article, t.position] }),
    index("articles_of_topic").on(t.topic, t.publishedAt, t.article),
    index("articles_of_topic_by_change").on(t.topic, t.changedAt, t.article),
  ],
);

/** What an article said at each revision; never rewritten. The primary key is the second lock against lost updates. */
export const revisions = sqliteTable(
  "revisions",
  {
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    status: text({ enum: STATUSES }).notNull(),
    /** The article as written, JSON. */
    content: text().notNull(),
    minor: integer({ mode: "boolean" }).notNull().default(false),
    actor: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.article, t.number] })],
);

/**
 * What readers were shown, version by version: each holds the hash of the one before, so that nothing can be changed
 * or left out afterwards without showing (SHA-256 over RFC 8785 JSON). Never rewritten.
 */
export const versions = sqliteTable(
  "versions",
  {
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    at: integer().notNull(),
    /** What the version says, as canonical JSON: what is hashed. */
    content: text().notNull(),
    /** What differs from the version before, JSON: drawn as it is. */
    changes: text().notNull(),
    /** Hash of the version before, hexadecimal; null for the first. */
    previous: text(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.article, t.number] })],
);

/** The link by which somebody without a token may read a draft. One an article. */
export const previews = sqliteTable(
  "previews",
  {
    article: text()
      .primaryKey()
      .references(() => articles.id, { onDelete: "cascade" }),
    /** SHA-256 of the link's secret, hexadecimal. */
    hash: text().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [uniqueIndex("previews_hash").on(t.hash), index("previews_by_age").on(t.expiresAt)],
);

/** Where a path leads now: to wherever an article stands by now, or to an address kept by hand. */
export const redirects = sqliteTable(
  "redirects",
  {
    path: text().primaryKey(),
    /** A path or an address; null where `article` says it. */
    target: text(),
    article: text().references(() => articles.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("redirects_of_article").on(t.article).where(sql`${t.article} IS NOT NULL`)],
);

/** Edits refused because somebody else was faster: kept for 30 days, so that nobody loses a sentence. */
export const orphans = sqliteTable(
  "orphans",
  {
    id: text().primaryKey(),
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    /** The If-Match that was sent; null where it was none of ours. */
    expected: integer(),
    body: text().notNull(),
    actor: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("orphans_of_article").on(t.article, t.createdAt, t.id),
    index("orphans_by_age").on(t.createdAt),
  ],
);

export const corrections = sqliteTable(
  "corrections",
  {
    id: text().primaryKey(),
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    text: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("corrections_of_article").on(t.article, t.createdAt),
    index("corrections_newest").on(t.createdAt, t.id),
  ],
);

/** Where each picture is used, as lead or in the body. */
export const articleMedia = sqliteTable(
  "article_media",
  {
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    media: text()
      .notNull()
      .references(() => media.id),
  },
  (t) => [primaryKey({ columns: [t.article, t.media] }), index("articles_with_media").on(t.media, t.article)],
);
