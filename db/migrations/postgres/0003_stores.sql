CREATE TABLE "advice" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"adviser" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessment" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"assessed_on" text NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"meeting" text NOT NULL,
	"person" text NOT NULL,
	"is_present" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attendance_meeting_person_pk" PRIMARY KEY("meeting","person")
);
--> statement-breakpoint
CREATE TABLE "erasure_request" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"case_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "household" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting" text NOT NULL,
	"table_id" text NOT NULL,
	"case_id" text NOT NULL,
	"report" text,
	"signal" text NOT NULL,
	"state" text NOT NULL,
	"minutes" bigint NOT NULL,
	"place" bigint NOT NULL,
	"first_on_agenda" text NOT NULL,
	"times_postponed" bigint NOT NULL,
	"follows" text,
	"deeds" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_deed" (
	"id" text PRIMARY KEY NOT NULL,
	"item" text NOT NULL,
	"n" bigint NOT NULL,
	"meeting" text NOT NULL,
	"case_id" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"access_of" text,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kept_answer" (
	"person" text NOT NULL,
	"key" text NOT NULL,
	"status" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "kept_answer_person_key_pk" PRIMARY KEY("person","key")
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"date" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"revision" bigint NOT NULL,
	"deeds" bigint NOT NULL,
	"sealed_for" text NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_deed" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting" text NOT NULL,
	"n" bigint NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"sealed_for" text NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"table_id" text,
	"role" text NOT NULL,
	"organisation" text NOT NULL,
	"municipality" text,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"substitute_for" text,
	"discipline" text
);
--> statement-breakpoint
CREATE TABLE "monitoring" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"table_id" text NOT NULL,
	"due_on" text NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_thing" (
	"key" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"case_id" text NOT NULL,
	"is_ended" boolean NOT NULL,
	"owner" text,
	"holder" text,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"short" text NOT NULL,
	"kind" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"initials" text NOT NULL,
	"organisation" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record" (
	"id" text PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"number" bigint NOT NULL,
	"meeting" text NOT NULL,
	"kind" text NOT NULL,
	"corrects" text,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"fingerprint" text NOT NULL,
	"manifest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_head" (
	"table_id" text PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"fingerprint" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_part" (
	"record" text NOT NULL,
	"place" bigint NOT NULL,
	"item" text NOT NULL,
	"case_id" text NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "record_part_record_place_pk" PRIMARY KEY("record","place")
);
--> statement-breakpoint
CREATE TABLE "region_table" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL,
	"municipalities" jsonb NOT NULL,
	"veilig_thuis" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"table_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"is_waiting" boolean NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reporter" (
	"report" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_part" (
	"table_id" text NOT NULL,
	"doc" bigint NOT NULL,
	"record" text NOT NULL,
	"meeting" text NOT NULL,
	"item" text NOT NULL,
	"case_id" text NOT NULL,
	"words" "bytea" NOT NULL,
	CONSTRAINT "search_part_table_id_doc_pk" PRIMARY KEY("table_id","doc")
);
--> statement-breakpoint
CREATE TABLE "search_word" (
	"word" bigint NOT NULL,
	"doc" bigint NOT NULL,
	CONSTRAINT "search_word_word_doc_pk" PRIMARY KEY("word","doc")
);
--> statement-breakpoint
CREATE TABLE "secret_address" (
	"involved" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"owner" text NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secret_key" (
	"owner" text PRIMARY KEY NOT NULL,
	"wrapped" "bytea"
);
--> statement-breakpoint
CREATE INDEX "assessment_case" ON "assessment" USING btree ("case_id","assessed_on");--> statement-breakpoint
CREATE INDEX "erasure_request_table" ON "erasure_request" USING btree ("table_id","received_at");--> statement-breakpoint
CREATE INDEX "item_meeting" ON "item" USING btree ("meeting","place");--> statement-breakpoint
CREATE INDEX "item_case" ON "item" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "item_report" ON "item" USING btree ("report");--> statement-breakpoint
CREATE UNIQUE INDEX "item_deed_n" ON "item_deed" USING btree ("item","n");--> statement-breakpoint
CREATE INDEX "item_deed_access" ON "item_deed" USING btree ("access_of","at");--> statement-breakpoint
CREATE INDEX "kept_answer_at" ON "kept_answer" USING btree ("at");--> statement-breakpoint
CREATE INDEX "meeting_start" ON "meeting" USING btree ("table_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "meeting_state" ON "meeting" USING btree ("table_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_deed_n" ON "meeting_deed" USING btree ("meeting","n");--> statement-breakpoint
CREATE INDEX "membership_person" ON "membership" USING btree ("person");--> statement-breakpoint
CREATE INDEX "membership_table" ON "membership" USING btree ("table_id","person");--> statement-breakpoint
CREATE INDEX "monitoring_case" ON "monitoring" USING btree ("case_id","due_on");--> statement-breakpoint
CREATE INDEX "open_thing_table" ON "open_thing" USING btree ("table_id","is_ended");--> statement-breakpoint
CREATE INDEX "open_thing_case" ON "open_thing" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "open_thing_owner" ON "open_thing" USING btree ("owner","is_ended");--> statement-breakpoint
CREATE INDEX "open_thing_holder" ON "open_thing" USING btree ("holder","is_ended");--> statement-breakpoint
CREATE UNIQUE INDEX "record_number" ON "record" USING btree ("table_id","number");--> statement-breakpoint
CREATE INDEX "record_kind" ON "record" USING btree ("table_id","kind","number");--> statement-breakpoint
CREATE INDEX "record_meeting" ON "record" USING btree ("meeting","kind");--> statement-breakpoint
CREATE INDEX "record_corrects" ON "record" USING btree ("corrects");--> statement-breakpoint
CREATE INDEX "record_part_case" ON "record_part" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "report_case" ON "report" USING btree ("case_id","received_at","id");--> statement-breakpoint
CREATE INDEX "report_waiting" ON "report" USING btree ("table_id","is_waiting");--> statement-breakpoint
CREATE INDEX "search_part_case" ON "search_part" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "secret_address_case" ON "secret_address" USING btree ("case_id");
--> statement-breakpoint
CREATE TRIGGER "meeting_deed_never_changes" BEFORE UPDATE OR DELETE ON "meeting_deed"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: meeting_deed');
--> statement-breakpoint
CREATE TRIGGER "record_never_changes" BEFORE UPDATE OR DELETE ON "record"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: record');
--> statement-breakpoint
CREATE TRIGGER "record_part_never_changes" BEFORE UPDATE OR DELETE ON "record_part"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: record_part');
--> statement-breakpoint
CREATE TRIGGER "item_deed_never_changes" BEFORE UPDATE ON "item_deed"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: item_deed');
--> statement-breakpoint
CREATE FUNCTION "refuse_delete_while_key_lives"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "case_key" WHERE "case_id" = OLD."case_id" AND "wrapped" IS NOT NULL) THEN
    RAISE EXCEPTION 'append-only: item_deed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER "item_deed_is_not_deleted" BEFORE DELETE ON "item_deed"
FOR EACH ROW EXECUTE FUNCTION "refuse_delete_while_key_lives"();
--> statement-breakpoint
CREATE TRIGGER "item_deed_is_not_truncated" BEFORE TRUNCATE ON "item_deed"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: item_deed');
--> statement-breakpoint
CREATE TRIGGER "meeting_deed_is_not_truncated" BEFORE TRUNCATE ON "meeting_deed"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: meeting_deed');
--> statement-breakpoint
CREATE TRIGGER "record_is_not_truncated" BEFORE TRUNCATE ON "record"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: record');
--> statement-breakpoint
CREATE TRIGGER "record_part_is_not_truncated" BEFORE TRUNCATE ON "record_part"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: record_part');
--> statement-breakpoint
CREATE TRIGGER "record_head_is_not_truncated" BEFORE TRUNCATE ON "record_head"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: record_head');
--> statement-breakpoint
CREATE TRIGGER "record_head_only_grows" BEFORE UPDATE ON "record_head"
FOR EACH ROW WHEN (NEW."number" <= OLD."number" OR NEW."table_id" <> OLD."table_id")
EXECUTE FUNCTION "refuse_change"('append-only: record_head');
--> statement-breakpoint
CREATE TRIGGER "record_head_is_not_deleted" BEFORE DELETE ON "record_head"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: record_head');
--> statement-breakpoint
CREATE TRIGGER "meeting_stays_closed" BEFORE UPDATE OF "state" ON "meeting"
FOR EACH ROW WHEN (OLD."state" = 'CLOSED' AND NEW."state" <> 'CLOSED')
EXECUTE FUNCTION "refuse_change"('a closed meeting stays closed');
--> statement-breakpoint
CREATE TRIGGER "meeting_revision_never_falls" BEFORE UPDATE OF "revision" ON "meeting"
FOR EACH ROW WHEN (NEW."revision" < OLD."revision")
EXECUTE FUNCTION "refuse_change"('the revision of a meeting never falls');
