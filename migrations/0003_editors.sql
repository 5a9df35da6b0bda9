CREATE TABLE `previews` (
	`article` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `previews_hash` ON `previews` (`hash`);--> statement-breakpoint
CREATE INDEX `previews_by_age` ON `previews` (`expires_at`);--> statement-breakpoint
CREATE TABLE `redirects` (
	`path` text PRIMARY KEY NOT NULL,
	`target` text,
	`article` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `redirects_of_article` ON `redirects` (`article`) WHERE "redirects"."article" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `versions` (
	`article` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`content` text NOT NULL,
	`changes` text NOT NULL,
	`previous` text,
	`hash` text NOT NULL,
	PRIMARY KEY(`article`, `number`),
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`token` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`subject` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`token`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
DROP INDEX `events_of_paper`;--> statement-breakpoint
ALTER TABLE `events` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `events` ADD `seen_at` integer;--> statement-breakpoint
CREATE INDEX `events_of_paper` ON `events` (`seq`) WHERE substr("events"."type", 1, 8) <> 'comment.' AND "events"."type" NOT IN ('article.saved', 'article.scheduled', 'article.unscheduled', 'article.overdue', 'article.deleted');--> statement-breakpoint
ALTER TABLE `article_authors` ADD `changed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `articles_of_author_by_change` ON `article_authors` (`author`,`changed_at`,`article`);--> statement-breakpoint
ALTER TABLE `article_topics` ADD `changed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `articles_of_topic_by_change` ON `article_topics` (`topic`,`changed_at`,`article`);--> statement-breakpoint
ALTER TABLE `media` ADD `removed_with` text;--> statement-breakpoint
CREATE INDEX `media_removed` ON `media` (`removed_with`) WHERE "media"."removed_with" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `articles_changed_in_section_by_status` ON `articles` (`section`,`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `tokens_newest` ON `tokens` (`created_at`,`id`);--> statement-breakpoint
UPDATE `article_authors` SET `changed_at` = (SELECT `updated_at` FROM `articles` WHERE `articles`.`id` = `article_authors`.`article`);--> statement-breakpoint
UPDATE `article_topics` SET `changed_at` = (SELECT `updated_at` FROM `articles` WHERE `articles`.`id` = `article_topics`.`article`);--> statement-breakpoint
CREATE TRIGGER `audit_is_not_rewritten` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `audit_is_not_deleted` BEFORE DELETE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `revisions_are_not_rewritten` BEFORE UPDATE ON `revisions` BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END;--> statement-breakpoint
CREATE TRIGGER `versions_are_not_rewritten` BEFORE UPDATE ON `versions` BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;--> statement-breakpoint
CREATE TRIGGER `versions_are_not_deleted` BEFORE DELETE ON `versions` BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
