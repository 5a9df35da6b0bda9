import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { media } from "../articles/schema.ts";
import { sources } from "./inbound-schema.ts";

/** Files that a sender uploaded before the items that show them, by the sender's own ids. */
export const assets = sqliteTable(
  "assets",
  {
    source: text()
      .notNull()
      .references(() => sources.slug, { onDelete: "cascade" }),
    mediaId: text("media_id").notNull(),
    /** The picture that was made of it; null: it was left aside. */
    media: text().references(() => media.id, { onDelete: "cascade" }),
    /** Its file's name there. */
    name: text().notNull(),
    /** Why it was left aside. */
    note: text(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.mediaId] }), index("assets_of_media").on(t.media)],
);
