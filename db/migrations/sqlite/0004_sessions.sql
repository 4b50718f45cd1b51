CREATE TABLE `issuer_subject` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`person` text NOT NULL,
	PRIMARY KEY(`issuer`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`started_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`ended_at` integer,
	`issuer_session` text
);
--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person`);--> statement-breakpoint
CREATE INDEX `session_ended` ON `session` (`ended_at`);--> statement-breakpoint
CREATE INDEX `session_ends` ON `session` (`ends_at`);