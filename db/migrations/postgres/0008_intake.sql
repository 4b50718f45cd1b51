CREATE TABLE "intake" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"by" text NOT NULL,
	"state" text NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "assessment" ADD COLUMN "intake" text;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "intake" text;--> statement-breakpoint
CREATE INDEX "assessment_intake" ON "assessment" USING btree ("intake");--> statement-breakpoint
CREATE INDEX "report_intake" ON "report" USING btree ("intake");