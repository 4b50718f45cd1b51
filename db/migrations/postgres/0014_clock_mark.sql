CREATE TABLE "clock_mark" (
	"id" text PRIMARY KEY NOT NULL,
	"followed" timestamp (3) with time zone NOT NULL
);
