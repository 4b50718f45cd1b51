CREATE TABLE `daily_task` (
	`name` text NOT NULL,
	`day` text NOT NULL,
	`by` text NOT NULL,
	`claimed_at` integer NOT NULL,
	`done_at` integer,
	PRIMARY KEY(`name`, `day`)
);
--> statement-breakpoint
CREATE TABLE `erasure_answer` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`case_id` text NOT NULL,
	`kind` text NOT NULL,
	`by` text NOT NULL,
	`answered_on` text NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `erasure_answer_case` ON `erasure_answer` (`case_id`);--> statement-breakpoint
CREATE TABLE `legal_hold` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`case_id` text NOT NULL,
	`held_from` text NOT NULL,
	`held_until` text,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `legal_hold_case` ON `legal_hold` (`case_id`);--> statement-breakpoint
ALTER TABLE `attendance` ADD `seen_at` integer;