CREATE TABLE "logout_token" (
	"digest" text PRIMARY KEY NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "erasure_request" ADD COLUMN "kind" text DEFAULT 'ERASURE' NOT NULL;--> statement-breakpoint
ALTER TABLE "erasure_request" ADD COLUMN "taken_in_by" text;--> statement-breakpoint
ALTER TABLE "kept_answer" ADD COLUMN "state" text DEFAULT 'ANSWERED' NOT NULL;--> statement-breakpoint
ALTER TABLE "kept_answer" ADD COLUMN "claim" text;--> statement-breakpoint
ALTER TABLE "kept_answer" ADD COLUMN "lease_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "logout_token_until" ON "logout_token" USING btree ("valid_until");