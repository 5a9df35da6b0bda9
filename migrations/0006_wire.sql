CREATE TABLE `assets` (
	`source` text NOT NULL,
	`media_id` text NOT NULL,
	`media` text,
	`name` text NOT NULL,
	`note` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`source`, `media_id`),
	FOREIGN KEY (`source`) REFERENCES `sources`(`slug`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`media`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `assets_of_media` ON `assets` (`media`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`delivery` text NOT NULL,
	`digest` text NOT NULL,
	`headers` text NOT NULL,
	`received_at` integer NOT NULL,
	`outcome` text DEFAULT 'pending' NOT NULL,
	`why` text,
	`external_id` text,
	`version` text,
	`article` text,
	`handled_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`body` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_of_source_by_delivery` ON `inbox` (`source`,`delivery`);--> statement-breakpoint
CREATE INDEX `inbox_of_source` ON `inbox` (`source`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_by_outcome` ON `inbox` (`outcome`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_of_source_by_outcome` ON `inbox` (`source`,`outcome`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_due` ON `inbox` (`due_at`) WHERE "inbox"."due_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `inbox_with_body` ON `inbox` (`received_at`) WHERE "inbox"."body" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `pieces` (
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`version` text,
	`at` integer NOT NULL,
	`digest` text NOT NULL,
	`state` text NOT NULL,
	`article` text,
	`delivery` text NOT NULL,
	`outcome` text NOT NULL,
	`is_done` integer DEFAULT false NOT NULL,
	`turn` integer DEFAULT 1 NOT NULL,
	`replaced_by` text,
	PRIMARY KEY(`source`, `external_id`)
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`slug` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`default_section` text,
	`sections` text DEFAULT '{}' NOT NULL,
	`default_author` text,
	`publish` text NOT NULL,
	`language` text,
	`secret` text NOT NULL,
	`secret_before` text,
	`before_until` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
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