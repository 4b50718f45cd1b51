ALTER TABLE "report" ADD COLUMN "reference" text;--> statement-breakpoint
CREATE INDEX "report_reference" ON "report" USING btree ("table_id","reference");