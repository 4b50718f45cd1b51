CREATE TABLE `account_change` (
	`number` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`what` text NOT NULL,
	`seal` blob NOT NULL,
	`hash` blob NOT NULL
);
--> statement-breakpoint
ALTER TABLE `account_head` ADD `hash` blob;--> statement-breakpoint
ALTER TABLE `session` ADD `seal` blob;
--> statement-breakpoint
CREATE TRIGGER `account_change_never_changes` BEFORE UPDATE ON `account_change`
BEGIN SELECT RAISE(ABORT, 'append-only: account_change'); END;
--> statement-breakpoint
CREATE TRIGGER `account_change_is_not_deleted` BEFORE DELETE ON `account_change`
BEGIN SELECT RAISE(ABORT, 'append-only: account_change'); END;
--> statement-breakpoint
CREATE TRIGGER `account_head_is_not_deleted` BEFORE DELETE ON `account_head`
BEGIN SELECT RAISE(ABORT, 'append-only: account_head'); END;
