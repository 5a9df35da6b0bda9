CREATE TABLE `attempts` (
	`delivery` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`duration_ms` integer NOT NULL,
	`error` text,
	`excerpt` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`delivery`, `number`)
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`webhook` text,
	`event` text NOT NULL,
	`event_seq` integer NOT NULL,
	`type` text NOT NULL,
	`subject` text NOT NULL,
	`event_at` integer NOT NULL,
	`request_id` text NOT NULL,
	`hops` integer NOT NULL,
	`payload` text,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`lease_until` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`due_at`,`event_seq`) WHERE "deliveries"."due_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_untried` ON `deliveries` (`webhook`,`subject`,`event_seq`) WHERE "deliveries"."attempts" = 0 AND "deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX `deliveries_of_webhook` ON `deliveries` (`webhook`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_by_status` ON `deliveries` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_of_webhook_by_status` ON `deliveries` (`webhook`,`status`,`id`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`state` text DEFAULT 'active' NOT NULL,
	`secret` text NOT NULL,
	`old_secret` text,
	`old_until` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhooks_newest` ON `webhooks` (`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `events` ADD `fan_at` integer;--> statement-breakpoint
ALTER TABLE `events` ADD `hops` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `events_to_fan` ON `events` (`seq`) WHERE "events"."fan_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_of_contract` ON `events` (`seq`) WHERE "events"."type" IN ('article.published', 'article.updated', 'article.corrected', 'article.scheduled', 'article.withdrawn', 'article.removed', 'comment.submitted', 'comment.published', 'comment.declined', 'comment.removed', 'notice.received');