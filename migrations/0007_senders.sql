DROP INDEX `deliveries_due`;--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`kind`,`webhook`,`due_at`,`event_seq`) WHERE "deliveries"."due_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `deliveries` DROP COLUMN `payload`;--> statement-breakpoint
ALTER TABLE `sources` ADD `picture_hosts` text DEFAULT '[]' NOT NULL;