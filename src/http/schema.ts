import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What each token made under which Idempotency-Key, for 24 hours. Claimed in the batch of the verb itself. */
export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    token: text().notNull(),
    key: text().notNull(),
    /** SHA-256 over method, path and body, hexadecimal. */
    fingerprint: text().notNull(),
    /** Id of what was made. */
    subject: text().notNull(),
    /** The first answer as JSON, secrets in it as null; null until it was given. */
    answer: text(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.token, t.key] }), index("idempotency_keys_by_age").on(t.createdAt)],
);
