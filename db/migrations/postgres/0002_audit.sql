CREATE TABLE "access_line" (
	"stream" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"id" text NOT NULL,
	"person" text,
	"table_id" text,
	"case_id" text,
	"line" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "access_line_stream_seq_pk" PRIMARY KEY("stream","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_stream" (
	"id" text PRIMARY KEY NOT NULL,
	"log" text NOT NULL,
	"head" bigint NOT NULL,
	"head_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "processing_line" (
	"stream" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"subject" text NOT NULL,
	"line" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "processing_line_stream_seq_pk" PRIMARY KEY("stream","seq")
);
--> statement-breakpoint
CREATE INDEX "access_line_case" ON "access_line" USING btree ("case_id","at","id");--> statement-breakpoint
CREATE INDEX "access_line_person" ON "access_line" USING btree ("person","at","id");--> statement-breakpoint
CREATE INDEX "access_line_table" ON "access_line" USING btree ("table_id","at","id");--> statement-breakpoint
CREATE INDEX "processing_line_subject" ON "processing_line" USING btree ("subject","at");
--> statement-breakpoint
CREATE TRIGGER "access_line_never_changes" BEFORE UPDATE OR DELETE ON "access_line"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: access_line');
--> statement-breakpoint
CREATE TRIGGER "access_line_is_not_truncated" BEFORE TRUNCATE ON "access_line"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: access_line');
--> statement-breakpoint
CREATE TRIGGER "processing_line_never_changes" BEFORE UPDATE OR DELETE ON "processing_line"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: processing_line');
--> statement-breakpoint
CREATE TRIGGER "processing_line_is_not_truncated" BEFORE TRUNCATE ON "processing_line"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: processing_line');
--> statement-breakpoint
CREATE TRIGGER "audit_stream_only_grows" BEFORE UPDATE ON "audit_stream"
FOR EACH ROW WHEN (NEW."head" <= OLD."head" OR NEW."id" <> OLD."id" OR NEW."log" <> OLD."log")
EXECUTE FUNCTION "refuse_change"('append-only: audit_stream');
--> statement-breakpoint
CREATE TRIGGER "audit_stream_is_not_deleted" BEFORE DELETE ON "audit_stream"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: audit_stream');
--> statement-breakpoint
CREATE TRIGGER "audit_stream_is_not_truncated" BEFORE TRUNCATE ON "audit_stream"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: audit_stream');
