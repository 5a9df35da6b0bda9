CREATE TABLE `article_authors` (
	`article` text NOT NULL,
	`position` integer NOT NULL,
	`author` text NOT NULL,
	PRIMARY KEY(`article`, `position`),
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author`) REFERENCES `authors`(`slug`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `articles_of_author` ON `article_authors` (`author`,`article`);--> statement-breakpoint
CREATE TABLE `article_topics` (
	`article` text NOT NULL,
	`position` integer NOT NULL,
	`topic` text NOT NULL,
	PRIMARY KEY(`article`, `position`),
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`topic`) REFERENCES `topics`(`slug`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `articles_of_topic` ON `article_topics` (`topic`,`article`);--> statement-breakpoint
CREATE TABLE `articles` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`status` text DEFAULT 'draft' NOT NULL,
	`section` text,
	`label` text,
	`headline` text NOT NULL,
	`standfirst` text DEFAULT '' NOT NULL,
	`slug` text,
	`path` text,
	`body_format` text DEFAULT 'markdown' NOT NULL,
	`body_source` text DEFAULT '' NOT NULL,
	`body_html` text DEFAULT '' NOT NULL,
	`word_count` integer DEFAULT 0 NOT NULL,
	`language` text NOT NULL,
	`lead_media` text,
	`lead_caption` text,
	`comments` text DEFAULT 'open' NOT NULL,
	`translation_of` text,
	`canonical_url` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`published_at` integer,
	`modified_at` integer,
	`scheduled_for` integer,
	`reason` text,
	`law` text,
	`source_name` text,
	`external_id` text,
	FOREIGN KEY (`section`) REFERENCES `sections`(`slug`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_media`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_path` ON `articles` (`path`);--> statement-breakpoint
CREATE INDEX `articles_newest` ON `articles` (`status`,`kind`,`published_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_published` ON `articles` (`status`,`published_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_in_section` ON `articles` (`section`,`status`,`published_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_changed` ON `articles` (`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_changed_by_status` ON `articles` (`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_changed_in_section` ON `articles` (`section`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_of_owner` ON `articles` (`created_by`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_due` ON `articles` (`scheduled_for`) WHERE "articles"."scheduled_for" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `articles_of_lead` ON `articles` (`lead_media`) WHERE "articles"."lead_media" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `articles_of_source` ON `articles` (`source_name`,`external_id`) WHERE "articles"."external_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `authors` (
	`slug` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`folded_name` text NOT NULL,
	`email` text,
	`email_public` integer DEFAULT false NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `authors_by_folded_name` ON `authors` (`folded_name`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`article` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `corrections_of_article` ON `corrections` (`article`,`created_at`);--> statement-breakpoint
CREATE INDEX `corrections_newest` ON `corrections` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`sha256` text NOT NULL,
	`alt` text DEFAULT '' NOT NULL,
	`caption` text DEFAULT '' NOT NULL,
	`credit` text DEFAULT '' NOT NULL,
	`licence` text DEFAULT '' NOT NULL,
	`focus_x` real DEFAULT 0.5 NOT NULL,
	`focus_y` real DEFAULT 0.5 NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `media_newest` ON `media` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `orphans` (
	`id` text PRIMARY KEY NOT NULL,
	`article` text NOT NULL,
	`expected` integer,
	`body` text NOT NULL,
	`actor` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `orphans_of_article` ON `orphans` (`article`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `orphans_by_age` ON `orphans` (`created_at`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`article` text NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`content` text NOT NULL,
	`minor` integer DEFAULT false NOT NULL,
	`actor` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`article`, `number`),
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `sections` (
	`slug` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sections_in_order` ON `sections` (`position`,`slug`);--> statement-breakpoint
CREATE TABLE `topics` (
	`slug` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `commenters` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text,
	`standing` text DEFAULT 'new' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commenters_secret` ON `commenters` (`secret_hash`);--> statement-breakpoint
CREATE TABLE `comments` (
	`id` text PRIMARY KEY NOT NULL,
	`article` text NOT NULL,
	`parent` text,
	`commenter` text NOT NULL,
	`name` text NOT NULL,
	`body` text NOT NULL,
	`status` text NOT NULL,
	`receipt_hash` text NOT NULL,
	`client_hash` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`article`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commenter`) REFERENCES `commenters`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `comments_shown` ON `comments` (`article`,`status`,`parent`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `comments_of_article` ON `comments` (`article`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `comments_by_status` ON `comments` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `comments_newest` ON `comments` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `comments_of_commenter` ON `comments` (`commenter`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `comments_receipt` ON `comments` (`receipt_hash`);--> statement-breakpoint
CREATE INDEX `comments_of_client` ON `comments` (`client_hash`,`created_at`) WHERE "comments"."client_hash" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `day_keys` (
	`day` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `decisions` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`comment` text NOT NULL,
	`decision` text NOT NULL,
	`ground` text,
	`law` text,
	`note` text,
	`moderator` text NOT NULL,
	`wait_ms` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decisions_of_comment` ON `decisions` (`comment`,`seq`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`request_id` text NOT NULL,
	`detail` text DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE `site` (
	`id` integer PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`policy_html` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash` ON `tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL,
	`request_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`dispatched_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id` ON `events` (`id`);--> statement-breakpoint
CREATE INDEX `events_undispatched` ON `events` (`seq`) WHERE "events"."dispatched_at" IS NULL;--> statement-breakpoint
CREATE INDEX `events_of_paper` ON `events` (`seq`) WHERE substr("events"."type", 1, 8) <> 'comment.' AND "events"."type" <> 'article.saved';--> statement-breakpoint
CREATE INDEX `events_of_subject` ON `events` (`subject`,`seq`);--> statement-breakpoint
CREATE INDEX `events_of_request` ON `events` (`request_id`,`seq`);