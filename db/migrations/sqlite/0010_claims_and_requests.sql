CREATE TABLE `logout_token` (
	`digest` text PRIMARY KEY NOT NULL,
	`valid_until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `logout_token_until` ON `logout_token` (`valid_until`);--> statement-breakpoint
ALTER TABLE `erasure_request` ADD `kind` text DEFAULT 'ERASURE' NOT NULL;--> statement-breakpoint
ALTER TABLE `erasure_request` ADD `taken_in_by` text;--> statement-breakpoint
ALTER TABLE `kept_answer` ADD `state` text DEFAULT 'ANSWERED' NOT NULL;--> statement-breakpoint
ALTER TABLE `kept_answer` ADD `claim` text;--> statement-breakpoint
ALTER TABLE `kept_answer` ADD `lease_until` integer;