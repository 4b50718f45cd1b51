-- What the database itself refuses, whoever asks.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "room_update_never_changes" BEFORE UPDATE ON "room_update"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"('append-only: room_update');
--> statement-breakpoint
CREATE TRIGGER "room_update_is_not_truncated" BEFORE TRUNCATE ON "room_update"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('append-only: room_update');
--> statement-breakpoint
CREATE FUNCTION "refuse_delete_without_permit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "purge_permit" WHERE "room" = OLD."room") THEN
    RAISE EXCEPTION 'append-only: room_update' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER "room_update_is_not_deleted" BEFORE DELETE ON "room_update"
FOR EACH ROW EXECUTE FUNCTION "refuse_delete_without_permit"();
--> statement-breakpoint
CREATE FUNCTION "refuse_row_of_closed_room"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT "state" FROM "room" WHERE "id" = NEW."room") IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'room is not open' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "room_update_needs_an_open_room" BEFORE INSERT ON "room_update"
FOR EACH ROW EXECUTE FUNCTION "refuse_row_of_closed_room"();
--> statement-breakpoint
CREATE TRIGGER "room_stays_closed" BEFORE UPDATE OF "state" ON "room"
FOR EACH ROW WHEN (OLD."state" = 'closed' AND NEW."state" <> 'closed')
EXECUTE FUNCTION "refuse_change"('a closed room stays closed');
--> statement-breakpoint
CREATE TRIGGER "room_head_never_falls" BEFORE UPDATE OF "head" ON "room"
FOR EACH ROW WHEN (NEW."head" < OLD."head")
EXECUTE FUNCTION "refuse_change"('the head of a room never falls');
