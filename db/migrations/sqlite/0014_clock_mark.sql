CREATE TABLE `clock_mark` (
	`id` text PRIMARY KEY NOT NULL,
	`followed` integer NOT NULL
);
