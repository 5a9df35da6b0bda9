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
CREATE INDEX `assets_of_media` ON `assets` (`media`);