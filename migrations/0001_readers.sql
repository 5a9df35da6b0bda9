CREATE TABLE `archive_counts` (
	`parent` text NOT NULL,
	`period` text NOT NULL,
	`articles` integer NOT NULL,
	PRIMARY KEY(`parent`, `period`)
);
--> statement-breakpoint
CREATE TABLE `article_media` (
	`article` text NOT NULL,
	`media` text NOT NULL,
	PRIMARY KEY(`article`, `media`),
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`media`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `articles_with_media` ON `article_media` (`media`,`article`);--> statement-breakpoint
CREATE TABLE `front` (
	`id` integer PRIMARY KEY NOT NULL,
	`lead` text,
	`pinned` text DEFAULT '[]' NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_docs` (
	`row` integer PRIMARY KEY NOT NULL,
	`article` text NOT NULL,
	`is_stale` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_docs_of_article` ON `search_docs` (`article`);--> statement-breakpoint
CREATE INDEX `search_docs_stale` ON `search_docs` (`row`) WHERE "search_docs"."is_stale" = 1;--> statement-breakpoint
DROP INDEX `articles_of_author`;--> statement-breakpoint
ALTER TABLE `article_authors` ADD `published_at` integer;--> statement-breakpoint
CREATE INDEX `articles_of_author` ON `article_authors` (`author`,`published_at`,`article`);--> statement-breakpoint
DROP INDEX `articles_of_topic`;--> statement-breakpoint
ALTER TABLE `article_topics` ADD `published_at` integer;--> statement-breakpoint
CREATE INDEX `articles_of_topic` ON `article_topics` (`topic`,`published_at`,`article`);--> statement-breakpoint
ALTER TABLE `articles` ADD `body_markdown` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `articles` ADD `authors_json` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `articles` ADD `topics_json` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `articles` ADD `day` text GENERATED ALWAYS AS (CASE WHEN path LIKE '/____/__/__/%' THEN substr(path, 2, 10) END) VIRTUAL;--> statement-breakpoint
CREATE INDEX `articles_of_day` ON `articles` (`day`,`published_at`,`id`) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX `articles_translations` ON `articles` (`translation_of`) WHERE "articles"."translation_of" IS NOT NULL;--> statement-breakpoint
CREATE VIRTUAL TABLE `articles_fts` USING fts5(`headline`, `standfirst`, `body`, `byline`, `marks`, tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");--> statement-breakpoint
CREATE TRIGGER `search_docs_gone` AFTER DELETE ON `search_docs` BEGIN DELETE FROM `articles_fts` WHERE rowid = old.`row`; END;--> statement-breakpoint
UPDATE `articles` SET
	`authors_json` = (SELECT json_group_array(json_object('slug', au.slug, 'name', au.name, 'email', CASE WHEN au.email_public THEN au.email END)) FROM (SELECT * FROM `article_authors` WHERE article = `articles`.id ORDER BY position) aa JOIN `authors` au ON au.slug = aa.author),
	`topics_json` = (SELECT json_group_array(json_object('slug', tp.slug, 'name', tp.name)) FROM (SELECT * FROM `article_topics` WHERE article = `articles`.id ORDER BY position) art JOIN `topics` tp ON tp.slug = art.topic);--> statement-breakpoint
UPDATE `article_authors` SET `published_at` = (SELECT published_at FROM `articles` WHERE id = article AND status = 'published' AND kind <> 'page');--> statement-breakpoint
UPDATE `article_topics` SET `published_at` = (SELECT published_at FROM `articles` WHERE id = article AND status = 'published' AND kind <> 'page');--> statement-breakpoint
INSERT INTO `article_media` SELECT id, lead_media FROM `articles` WHERE lead_media IS NOT NULL;--> statement-breakpoint
INSERT INTO `archive_counts` SELECT substr(day, 1, 7), day, count(*) FROM `articles` WHERE day IS NOT NULL AND status = 'published' GROUP BY day;--> statement-breakpoint
INSERT INTO `archive_counts` SELECT substr(parent, 1, 4), parent, sum(articles) FROM `archive_counts` WHERE length(parent) = 7 GROUP BY parent;--> statement-breakpoint
INSERT INTO `archive_counts` SELECT '', parent, sum(articles) FROM `archive_counts` WHERE length(parent) = 4 GROUP BY parent;--> statement-breakpoint
INSERT INTO `search_docs` SELECT coalesce(published_at, created_at) * 1000000 + row_number() OVER (PARTITION BY coalesce(published_at, created_at) ORDER BY id), id, 1 FROM `articles`;
