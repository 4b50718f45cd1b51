CREATE TABLE `access_line` (
	`stream` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`id` text NOT NULL,
	`person` text,
	`table_id` text,
	`case_id` text,
	`line` text NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`stream`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `access_line_case` ON `access_line` (`case_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `access_line_person` ON `access_line` (`person`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `access_line_table` ON `access_line` (`table_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `audit_stream` (
	`id` text PRIMARY KEY NOT NULL,
	`log` text NOT NULL,
	`head` integer NOT NULL,
	`head_hash` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `processing_line` (
	`stream` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`subject` text NOT NULL,
	`line` text NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`stream`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `processing_line_subject` ON `processing_line` (`subject`,`at`);
--> statement-breakpoint
CREATE TRIGGER `access_line_never_changes` BEFORE UPDATE ON `access_line`
BEGIN SELECT RAISE(ABORT, 'append-only: access_line'); END;
--> statement-breakpoint
CREATE TRIGGER `access_line_is_not_deleted` BEFORE DELETE ON `access_line`
BEGIN SELECT RAISE(ABORT, 'append-only: access_line'); END;
--> statement-breakpoint
CREATE TRIGGER `processing_line_never_changes` BEFORE UPDATE ON `processing_line`
BEGIN SELECT RAISE(ABORT, 'append-only: processing_line'); END;
--> statement-breakpoint
CREATE TRIGGER `processing_line_is_not_deleted` BEFORE DELETE ON `processing_line`
BEGIN SELECT RAISE(ABORT, 'append-only: processing_line'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_stream_only_grows` BEFORE UPDATE ON `audit_stream`
WHEN NEW.`head` <= OLD.`head` OR NEW.`id` <> OLD.`id` OR NEW.`log` <> OLD.`log`
BEGIN SELECT RAISE(ABORT, 'append-only: audit_stream'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_stream_is_not_deleted` BEFORE DELETE ON `audit_stream`
BEGIN SELECT RAISE(ABORT, 'append-only: audit_stream'); END;
