CREATE TABLE "daily_task" (
	"name" text NOT NULL,
	"day" text NOT NULL,
	"by" text NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "daily_task_name_day_pk" PRIMARY KEY("name","day")
);
--> statement-breakpoint
CREATE TABLE "erasure_answer" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"answered_on" text NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_hold" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"case_id" text NOT NULL,
	"held_from" text NOT NULL,
	"held_until" text,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attendance" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "erasure_answer_case" ON "erasure_answer" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "legal_hold_case" ON "legal_hold" USING btree ("case_id");