CREATE TABLE `advice` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`adviser` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `assessment` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`assessed_on` text NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `assessment_case` ON `assessment` (`case_id`,`assessed_on`);--> statement-breakpoint
CREATE TABLE `attendance` (
	`meeting` text NOT NULL,
	`person` text NOT NULL,
	`is_present` integer NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`meeting`, `person`)
);
--> statement-breakpoint
CREATE TABLE `erasure_request` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`case_id` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `erasure_request_table` ON `erasure_request` (`table_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `household` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`opened_at` integer NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `item` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting` text NOT NULL,
	`table_id` text NOT NULL,
	`case_id` text NOT NULL,
	`report` text,
	`signal` text NOT NULL,
	`state` text NOT NULL,
	`minutes` integer NOT NULL,
	`place` integer NOT NULL,
	`first_on_agenda` text NOT NULL,
	`times_postponed` integer NOT NULL,
	`follows` text,
	`deeds` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `item_meeting` ON `item` (`meeting`,`place`);--> statement-breakpoint
CREATE INDEX `item_case` ON `item` (`case_id`);--> statement-breakpoint
CREATE INDEX `item_report` ON `item` (`report`);--> statement-breakpoint
CREATE TABLE `item_deed` (
	`id` text PRIMARY KEY NOT NULL,
	`item` text NOT NULL,
	`n` integer NOT NULL,
	`meeting` text NOT NULL,
	`case_id` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`access_of` text,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_deed_n` ON `item_deed` (`item`,`n`);--> statement-breakpoint
CREATE INDEX `item_deed_access` ON `item_deed` (`access_of`,`at`);--> statement-breakpoint
CREATE TABLE `kept_answer` (
	`person` text NOT NULL,
	`key` text NOT NULL,
	`status` integer NOT NULL,
	`at` integer NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`person`, `key`)
);
--> statement-breakpoint
CREATE INDEX `kept_answer_at` ON `kept_answer` (`at`);--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`date` text NOT NULL,
	`starts_at` integer NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`deeds` integer NOT NULL,
	`sealed_for` text NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `meeting_start` ON `meeting` (`table_id`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `meeting_state` ON `meeting` (`table_id`,`state`);--> statement-breakpoint
CREATE TABLE `meeting_deed` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting` text NOT NULL,
	`n` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`sealed_for` text NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_deed_n` ON `meeting_deed` (`meeting`,`n`);--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`table_id` text,
	`role` text NOT NULL,
	`organisation` text NOT NULL,
	`municipality` text,
	`valid_from` integer NOT NULL,
	`valid_until` integer,
	`substitute_for` text,
	`discipline` text
);
--> statement-breakpoint
CREATE INDEX `membership_person` ON `membership` (`person`);--> statement-breakpoint
CREATE INDEX `membership_table` ON `membership` (`table_id`,`person`);--> statement-breakpoint
CREATE TABLE `monitoring` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`table_id` text NOT NULL,
	`due_on` text NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `monitoring_case` ON `monitoring` (`case_id`,`due_on`);--> statement-breakpoint
CREATE TABLE `open_thing` (
	`key` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`case_id` text NOT NULL,
	`is_ended` integer NOT NULL,
	`owner` text,
	`holder` text,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `open_thing_table` ON `open_thing` (`table_id`,`is_ended`);--> statement-breakpoint
CREATE INDEX `open_thing_case` ON `open_thing` (`case_id`);--> statement-breakpoint
CREATE INDEX `open_thing_owner` ON `open_thing` (`owner`,`is_ended`);--> statement-breakpoint
CREATE INDEX `open_thing_holder` ON `open_thing` (`holder`,`is_ended`);--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short` text NOT NULL,
	`kind` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`initials` text NOT NULL,
	`organisation` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `record` (
	`id` text PRIMARY KEY NOT NULL,
	`table_id` text NOT NULL,
	`number` integer NOT NULL,
	`meeting` text NOT NULL,
	`kind` text NOT NULL,
	`corrects` text,
	`sealed_at` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`manifest` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `record_number` ON `record` (`table_id`,`number`);--> statement-breakpoint
CREATE INDEX `record_kind` ON `record` (`table_id`,`kind`,`number`);--> statement-breakpoint
CREATE INDEX `record_meeting` ON `record` (`meeting`,`kind`);--> statement-breakpoint
CREATE INDEX `record_corrects` ON `record` (`corrects`);--> statement-breakpoint
CREATE TABLE `record_head` (
	`table_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`fingerprint` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `record_part` (
	`record` text NOT NULL,
	`place` integer NOT NULL,
	`item` text NOT NULL,
	`case_id` text NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`record`, `place`)
);
--> statement-breakpoint
CREATE INDEX `record_part_case` ON `record_part` (`case_id`);--> statement-breakpoint
CREATE TABLE `region_table` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`municipalities` text NOT NULL,
	`veilig_thuis` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`table_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`is_waiting` integer NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `report_case` ON `report` (`case_id`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `report_waiting` ON `report` (`table_id`,`is_waiting`);--> statement-breakpoint
CREATE TABLE `reporter` (
	`report` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_part` (
	`table_id` text NOT NULL,
	`doc` integer NOT NULL,
	`record` text NOT NULL,
	`meeting` text NOT NULL,
	`item` text NOT NULL,
	`case_id` text NOT NULL,
	`words` blob NOT NULL,
	PRIMARY KEY(`table_id`, `doc`)
);
--> statement-breakpoint
CREATE INDEX `search_part_case` ON `search_part` (`case_id`);--> statement-breakpoint
CREATE TABLE `search_word` (
	`word` integer NOT NULL,
	`doc` integer NOT NULL,
	PRIMARY KEY(`word`, `doc`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `secret_address` (
	`involved` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`owner` text NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `secret_address_case` ON `secret_address` (`case_id`);--> statement-breakpoint
CREATE TABLE `secret_key` (
	`owner` text PRIMARY KEY NOT NULL,
	`wrapped` blob
);
--> statement-breakpoint
CREATE TRIGGER `meeting_deed_never_changes` BEFORE UPDATE ON `meeting_deed`
BEGIN SELECT RAISE(ABORT, 'append-only: meeting_deed'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_deed_is_not_deleted` BEFORE DELETE ON `meeting_deed`
BEGIN SELECT RAISE(ABORT, 'append-only: meeting_deed'); END;
--> statement-breakpoint
CREATE TRIGGER `record_never_changes` BEFORE UPDATE ON `record`
BEGIN SELECT RAISE(ABORT, 'append-only: record'); END;
--> statement-breakpoint
CREATE TRIGGER `record_is_not_deleted` BEFORE DELETE ON `record`
BEGIN SELECT RAISE(ABORT, 'append-only: record'); END;
--> statement-breakpoint
CREATE TRIGGER `record_part_never_changes` BEFORE UPDATE ON `record_part`
BEGIN SELECT RAISE(ABORT, 'append-only: record_part'); END;
--> statement-breakpoint
CREATE TRIGGER `record_part_is_not_deleted` BEFORE DELETE ON `record_part`
BEGIN SELECT RAISE(ABORT, 'append-only: record_part'); END;
--> statement-breakpoint
CREATE TRIGGER `item_deed_never_changes` BEFORE UPDATE ON `item_deed`
BEGIN SELECT RAISE(ABORT, 'append-only: item_deed'); END;
--> statement-breakpoint
CREATE TRIGGER `item_deed_is_not_deleted` BEFORE DELETE ON `item_deed`
WHEN EXISTS (SELECT 1 FROM `case_key` WHERE `case_id` = OLD.`case_id` AND `wrapped` IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'append-only: item_deed'); END;
--> statement-breakpoint
CREATE TRIGGER `record_head_only_grows` BEFORE UPDATE ON `record_head`
WHEN NEW.`number` <= OLD.`number` OR NEW.`table_id` <> OLD.`table_id`
BEGIN SELECT RAISE(ABORT, 'append-only: record_head'); END;
--> statement-breakpoint
CREATE TRIGGER `record_head_is_not_deleted` BEFORE DELETE ON `record_head`
BEGIN SELECT RAISE(ABORT, 'append-only: record_head'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_stays_closed` BEFORE UPDATE OF `state` ON `meeting`
WHEN OLD.`state` = 'CLOSED' AND NEW.`state` <> 'CLOSED'
BEGIN SELECT RAISE(ABORT, 'a closed meeting stays closed'); END;
--> statement-breakpoint
CREATE TRIGGER `meeting_revision_never_falls` BEFORE UPDATE OF `revision` ON `meeting`
WHEN NEW.`revision` < OLD.`revision`
BEGIN SELECT RAISE(ABORT, 'the revision of a meeting never falls'); END;
