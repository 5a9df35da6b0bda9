CREATE TABLE `purge_budget` (
	`id` integer PRIMARY KEY NOT NULL,
	`level` real NOT NULL,
	`at` integer NOT NULL,
	`called_at` integer NOT NULL,
	`is_granted` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `events_undispatched`;--> statement-breakpoint
DROP INDEX `events_of_paper`;--> statement-breakpoint
ALTER TABLE `events` ADD `purge_at` integer DEFAULT 0;--> statement-breakpoint
ALTER TABLE `events` ADD `keep_at` integer;--> statement-breakpoint
CREATE INDEX `events_to_purge` ON `events` (`purge_at`) WHERE "events"."purge_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_to_keep` ON `events` (`keep_at`) WHERE "events"."keep_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_of_paper` ON `events` (`seq`) WHERE substr("events"."type", 1, 8) <> 'comment.' AND "events"."type" NOT IN ('article.saved', 'article.scheduled', 'article.unscheduled', 'article.overdue', 'article.deleted', 'edge.delayed');--> statement-breakpoint
UPDATE `events` SET `purge_at` = NULL WHERE `dispatched_at` IS NOT NULL;--> statement-breakpoint
UPDATE `events` SET `keep_at` = `created_at` WHERE `seq` IN (SELECT max(`seq`) FROM `events` WHERE substr(`type`, 1, 8) = 'article.' AND `type` NOT IN ('article.saved', 'article.scheduled', 'article.unscheduled', 'article.overdue', 'article.deleted') GROUP BY `subject`);--> statement-breakpoint
INSERT INTO `purge_budget` (`id`, `level`, `at`, `called_at`, `is_granted`) VALUES (1, 25, 0, 0, 1);
