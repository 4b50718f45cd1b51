CREATE TABLE "account_head" (
	"id" bigint PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL
);
