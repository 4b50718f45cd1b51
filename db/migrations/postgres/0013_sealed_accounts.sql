CREATE TABLE "account_change" (
	"number" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"what" text NOT NULL,
	"seal" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_head" ADD COLUMN "hash" "bytea";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seal" "bytea";
--> statement-breakpoint
CREATE TRIGGER "account_change_never_changes" BEFORE UPDATE OR DELETE ON "account_change"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: account_change');
--> statement-breakpoint
CREATE TRIGGER "account_change_is_not_truncated" BEFORE TRUNCATE ON "account_change"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: account_change');
--> statement-breakpoint
CREATE TRIGGER "account_head_is_not_deleted" BEFORE DELETE ON "account_head"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: account_head');
--> statement-breakpoint
CREATE TRIGGER "account_head_is_not_truncated" BEFORE TRUNCATE ON "account_head"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: account_head');
