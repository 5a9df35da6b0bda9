import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { ROLES } from "../http/actor.ts";

/** One row. `settings` is the JSON that editors/site.ts describes. */
export const site = sqliteTable("site", {
  id: integer().primaryKey(),
  settings: text().notNull(),
  /** The comment policy as clean HTML, made when it is written. */
  policyHtml: text("policy_html").notNull(),
  /** The donation's transfer as a QR code: SVG, made when it is written; "" without an IBAN. */
  transferCode: text("transfer_code").notNull().default(""),
  updatedAt: integer("updated_at").notNull(),
});

export const tokens = sqliteTable(
  "tokens",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** SHA-256 of the token, hexadecimal; the token itself is nowhere. */
    hash: text().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at"),
    /** Kept to the hour. */
    lastUsedAt: integer("last_used_at"),
  },
  (t) => [uniqueIndex("tokens_hash").on(t.hash), index("tokens_newest").on(t.createdAt, t.id)],
);

/** Who did what, when, to what. Append-only: triggers refuse anything else. */
export const audit = sqliteTable("audit", {
  seq: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  actor: text().notNull(),
  actorName: text("actor_name").notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  requestId: text("request_id").notNull(),
  detail: text().notNull().default("{}"),
});

/** A browser that is signed in at the desk with a token. */
export const deskSessions = sqliteTable(
  "desk_sessions",
  {
    /** SHA-256 of the cookie's secret. */
    hash: text().primaryKey(),
    /** The token's id: a session ends with its token. */
    token: text().notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [index("desk_sessions_by_end").on(t.expiresAt)],
);
