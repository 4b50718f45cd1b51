CREATE TABLE `case_key` (
	`case_id` text NOT NULL,
	`number` integer NOT NULL,
	`wrapped` blob,
	PRIMARY KEY(`case_id`, `number`)
);
--> statement-breakpoint
CREATE TABLE `client_claim` (
	`room` text NOT NULL,
	`client_id` integer NOT NULL,
	`person` text NOT NULL,
	PRIMARY KEY(`room`, `client_id`),
	FOREIGN KEY (`room`) REFERENCES `room`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `key_check` (
	`id` integer PRIMARY KEY NOT NULL,
	`wrapped` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `purge_permit` (
	`room` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `room` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`state` text NOT NULL,
	`holder` text,
	`held_until` integer,
	`head` integer NOT NULL,
	`head_hash` blob NOT NULL,
	`epoch` integer NOT NULL,
	`schema_version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `room_snapshot` (
	`room` text NOT NULL,
	`up_to` integer NOT NULL,
	`key_number` integer NOT NULL,
	`log_hash` blob NOT NULL,
	`body` blob NOT NULL,
	`sha256` blob NOT NULL,
	PRIMARY KEY(`room`, `up_to`),
	FOREIGN KEY (`room`) REFERENCES `room`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `room_update` (
	`room` text NOT NULL,
	`seq` integer NOT NULL,
	`person` text NOT NULL,
	`writer` text NOT NULL,
	`n` integer NOT NULL,
	`client_ids` text NOT NULL,
	`at` integer NOT NULL,
	`key_number` integer NOT NULL,
	`body` blob NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`room`, `seq`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `room_update_writer` ON `room_update` (`room`,`writer`,`n`);