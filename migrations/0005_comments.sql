CREATE TABLE `comment_counts` (
	`of` text NOT NULL,
	`status` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`of`, `status`)
);
--> statement-breakpoint
CREATE TABLE `moderation` (
	`id` integer PRIMARY KEY NOT NULL,
	`median_ms` integer,
	`p90_ms` integer,
	`alerted_at` integer
);
--> statement-breakpoint
CREATE TABLE `standings` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`commenter` text NOT NULL,
	`before` text NOT NULL,
	`standing` text NOT NULL,
	`reason` text,
	`moderator` text,
	`comment` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `standings_of_commenter` ON `standings` (`commenter`,`seq`);--> statement-breakpoint
CREATE TABLE `desk_sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `desk_sessions_by_end` ON `desk_sessions` (`expires_at`);--> statement-breakpoint
DROP INDEX `comments_shown`;--> statement-breakpoint
ALTER TABLE `comments` ADD `standing` text DEFAULT 'new' NOT NULL;--> statement-breakpoint
ALTER TABLE `comments` ADD `decision` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `likeness` text;--> statement-breakpoint
ALTER TABLE `comments` ADD `replies` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `comments_threads` ON `comments` (`article`,`created_at`,`id`) WHERE "parent" IS NULL AND ("status" = 'published' OR "replies" > 0);--> statement-breakpoint
CREATE INDEX `comments_replies` ON `comments` (`parent`,`created_at`,`id`) WHERE "parent" IS NOT NULL AND "status" = 'published';--> statement-breakpoint
CREATE INDEX `comments_alike` ON `comments` (`likeness`,`created_at`);--> statement-breakpoint
ALTER TABLE `commenters` ADD `recovery_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `commenters_recovery` ON `commenters` (`recovery_hash`);--> statement-breakpoint
ALTER TABLE `decisions` ADD `status_before` text DEFAULT 'pending' NOT NULL;--> statement-breakpoint
ALTER TABLE `decisions` ADD `decision_before` text;--> statement-breakpoint
CREATE INDEX `decisions_after_a_wait` ON `decisions` (`seq`) WHERE "wait_ms" IS NOT NULL;--> statement-breakpoint
UPDATE `comments` SET `standing` = (SELECT `standing` FROM `commenters` WHERE `commenters`.`id` = `comments`.`commenter`);--> statement-breakpoint
UPDATE `comments` SET `decision` = (SELECT json_object('decision', d.`decision`, 'ground', d.`ground`, 'law', d.`law`, 'note', d.`note`, 'moderator', d.`moderator`, 'at', d.`at`) FROM `decisions` d WHERE d.`comment` = `comments`.`id` ORDER BY d.`seq` DESC LIMIT 1);--> statement-breakpoint
UPDATE `comments` SET `replies` = (SELECT count(*) FROM `comments` r WHERE r.`parent` = `comments`.`id` AND r.`parent` IS NOT NULL AND r.`status` = 'published') WHERE `parent` IS NULL;--> statement-breakpoint
INSERT INTO `comment_counts` SELECT '', `status`, count(*) FROM `comments` GROUP BY `status`;--> statement-breakpoint
INSERT INTO `comment_counts` SELECT `article`, `status`, count(*) FROM `comments` GROUP BY `article`, `status`;--> statement-breakpoint
INSERT INTO `comment_counts` SELECT `commenter`, `status`, count(*) FROM `comments` GROUP BY `commenter`, `status`;--> statement-breakpoint
INSERT INTO `moderation` (`id`) VALUES (1);--> statement-breakpoint
UPDATE `site` SET `settings` = json_set(`settings`, '$.comments.hours', NULL, '$.comments.outsideHours', 'queue') WHERE `settings` ->> '$.comments' IS NOT NULL;--> statement-breakpoint
CREATE TRIGGER `comments_are_counted` AFTER INSERT ON `comments` BEGIN INSERT INTO `comment_counts` (`of`, `status`, `n`) VALUES ('', new.`status`, 1), (new.`article`, new.`status`, 1), (new.`commenter`, new.`status`, 1) ON CONFLICT DO UPDATE SET `n` = `n` + 1; END;--> statement-breakpoint
CREATE TRIGGER `comments_are_recounted` AFTER UPDATE OF `status` ON `comments` WHEN old.`status` <> new.`status` BEGIN UPDATE `comment_counts` SET `n` = `n` - 1 WHERE `of` IN ('', old.`article`, old.`commenter`) AND `status` = old.`status`; INSERT INTO `comment_counts` (`of`, `status`, `n`) VALUES ('', new.`status`, 1), (new.`article`, new.`status`, 1), (new.`commenter`, new.`status`, 1) ON CONFLICT DO UPDATE SET `n` = `n` + 1; END;--> statement-breakpoint
CREATE TRIGGER `replies_are_counted` AFTER INSERT ON `comments` WHEN new.`parent` IS NOT NULL AND new.`status` = 'published' BEGIN UPDATE `comments` SET `replies` = `replies` + 1 WHERE `id` = new.`parent`; END;--> statement-breakpoint
CREATE TRIGGER `replies_are_recounted` AFTER UPDATE OF `status` ON `comments` WHEN new.`parent` IS NOT NULL AND (old.`status` = 'published') <> (new.`status` = 'published') BEGIN UPDATE `comments` SET `replies` = `replies` + iif(new.`status` = 'published', 1, -1) WHERE `id` = new.`parent`; END;--> statement-breakpoint
CREATE TRIGGER `standing_is_told` AFTER UPDATE OF `standing` ON `commenters` WHEN old.`standing` <> new.`standing` BEGIN UPDATE `comments` SET `standing` = new.`standing` WHERE `commenter` = new.`id`; END;--> statement-breakpoint
CREATE TRIGGER `decisions_are_not_rewritten` BEFORE UPDATE OF `seq`, `comment`, `decision`, `ground`, `moderator`, `wait_ms`, `at` ON `decisions` BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;--> statement-breakpoint
CREATE TRIGGER `decisions_are_not_deleted` BEFORE DELETE ON `decisions` BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;--> statement-breakpoint
CREATE TRIGGER `standings_are_not_deleted` BEFORE DELETE ON `standings` BEGIN SELECT RAISE(ABORT, 'standings are append-only'); END;
