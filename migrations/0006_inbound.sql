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
