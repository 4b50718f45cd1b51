ALTER TABLE `report` ADD `reference` text;--> statement-breakpoint
CREATE INDEX `report_reference` ON `report` (`table_id`,`reference`);