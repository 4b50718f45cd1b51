CREATE TABLE `intake` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`by` text NOT NULL,
	`state` text NOT NULL,
	`touched_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `assessment` ADD `intake` text;--> statement-breakpoint
CREATE INDEX `assessment_intake` ON `assessment` (`intake`);--> statement-breakpoint
ALTER TABLE `report` ADD `intake` text;--> statement-breakpoint
CREATE INDEX `report_intake` ON `report` (`intake`);