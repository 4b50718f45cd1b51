CREATE TABLE `account_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL
);
