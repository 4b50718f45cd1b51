CREATE TABLE "case_key" (
	"case_id" text NOT NULL,
	"number" bigint NOT NULL,
	"wrapped" "bytea",
	CONSTRAINT "case_key_case_id_number_pk" PRIMARY KEY("case_id","number")
);
--> statement-breakpoint
CREATE TABLE "client_claim" (
	"room" text NOT NULL,
	"client_id" bigint NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "client_claim_room_client_id_pk" PRIMARY KEY("room","client_id")
);
--> statement-breakpoint
CREATE TABLE "key_check" (
	"id" bigint PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purge_permit" (
	"room" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"state" text NOT NULL,
	"holder" text,
	"held_until" timestamp (3) with time zone,
	"head" bigint NOT NULL,
	"head_hash" "bytea" NOT NULL,
	"epoch" bigint NOT NULL,
	"schema_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_snapshot" (
	"room" text NOT NULL,
	"up_to" bigint NOT NULL,
	"key_number" bigint NOT NULL,
	"log_hash" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"sha256" "bytea" NOT NULL,
	CONSTRAINT "room_snapshot_room_up_to_pk" PRIMARY KEY("room","up_to")
);
--> statement-breakpoint
CREATE TABLE "room_update" (
	"room" text NOT NULL,
	"seq" bigint NOT NULL,
	"person" text NOT NULL,
	"writer" text NOT NULL,
	"n" bigint NOT NULL,
	"client_ids" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"key_number" bigint NOT NULL,
	"body" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "room_update_room_seq_pk" PRIMARY KEY("room","seq")
);
--> statement-breakpoint
ALTER TABLE "client_claim" ADD CONSTRAINT "client_claim_room_room_id_fk" FOREIGN KEY ("room") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_snapshot" ADD CONSTRAINT "room_snapshot_room_room_id_fk" FOREIGN KEY ("room") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "room_update_writer" ON "room_update" USING btree ("room","writer","n");