import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** `disabled`: its address said that it is gone (410). */
export const WEBHOOK_STATES = ["active", "paused", "disabled"] as const;
export const DELIVERY_STATUSES = ["pending", "delivered", "failed", "dropped"] as const;
/** Whom a delivery is for: a webhook, the WebSub hub, or IndexNow. */
export const DELIVERY_KINDS = ["webhook", "websub", "indexnow"] as const;

/** Who is told of events. */
export const webhooks = sqliteTable(
  "webhooks",
  {
    id: text().primaryKey(),
    url: text().notNull(),
    /** Patterns as a JSON list, such as ["article.*"]: each is one of GLOB. */
    events: text().notNull(),
    state: text({ enum: WEBHOOK_STATES }).notNull().default("active"),
    /** Sealed (http/sealed.ts), as is the one before. */
    secret: text().notNull(),
    /** The secret that signs beside it for a while after a rotation. */
    oldSecret: text("old_secret"),
    /** Until when, milliseconds. */
    oldUntil: integer("old_until"),
    /** Deliveries that failed for good since the last that did not, or since it was last resumed. */
    failures: integer().notNull().default(0),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("webhooks_newest").on(t.createdAt, t.id)],
);

/** One event on its way to one receiver: the log, and the truth about what is still to be sent. */
export const deliveries = sqliteTable(
  "deliveries",
  {
    /** UUIDv7, made by D1. */
    id: text().primaryKey(),
    kind: text({ enum: DELIVERY_KINDS }).notNull(),
    /** The webhook's id; null: the delivery is for no webhook. It stays when the webhook is deleted. */
    webhook: text(),
    /** The event's id, which is the id that the receiver sees: the same over all attempts. */
    event: text().notNull(),
    eventSeq: integer("event_seq").notNull(),
    type: text().notNull(),
    /** Id of the article or comment: its events come in order. */
    subject: text().notNull(),
    /** When the event happened, milliseconds. */
    eventAt: integer("event_at").notNull(),
    requestId: text("request_id").notNull(),
    hops: integer().notNull(),
    status: text({ enum: DELIVERY_STATUSES }).notNull(),
    /** Attempts made. */
    attempts: integer().notNull().default(0),
    /** When it is to be sent; null: it is settled, or its webhook is paused. */
    dueAt: integer("due_at"),
    /** Until when whoever sends it has it for themselves. */
    leaseUntil: integer("lease_until"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("deliveries_due").on(t.kind, t.webhook, t.dueAt, t.eventSeq).where(sql`${t.dueAt} IS NOT NULL`),
    index("deliveries_untried")
      .on(t.webhook, t.subject, t.eventSeq)
      .where(sql`${t.attempts} = 0 AND ${t.status} = 'pending'`),
    index("deliveries_of_webhook").on(t.webhook, t.id),
    index("deliveries_by_status").on(t.status, t.id),
    index("deliveries_of_webhook_by_status").on(t.webhook, t.status, t.id),
  ],
);

/** What became of each attempt. */
export const attempts = sqliteTable(
  "attempts",
  {
    delivery: text().notNull(),
    /** From 1. */
    number: integer().notNull(),
    at: integer().notNull(),
    /** The HTTP status; null: there was no answer. */
    status: integer(),
    durationMs: integer("duration_ms").notNull(),
    /** Why there was no answer, in our words. */
    error: text(),
    /** The beginning of the answer. */
    excerpt: text().notNull().default(""),
  },
  (t) => [primaryKey({ columns: [t.delivery, t.number] })],
);
