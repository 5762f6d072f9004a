CREATE TABLE "refund_reasons" (
	"code" text PRIMARY KEY NOT NULL,
	"ko" text NOT NULL,
	"en" text NOT NULL,
	"position" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "refund_reasons_named" CHECK (btrim("refund_reasons"."ko") <> '' and btrim("refund_reasons"."en") <> ''),
	CONSTRAINT "refund_reasons_other_stays" CHECK ("refund_reasons"."code" <> 'OTHER' or "refund_reasons"."active")
);
--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "asked_amount" bigint;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "asked_vat" bigint;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "lock_from" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "reason_code" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "internal_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "account" jsonb;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "retain_option" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "override_why" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_reason_code_refund_reasons_code_fk" FOREIGN KEY ("reason_code") REFERENCES "public"."refund_reasons"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_asked_positive" CHECK ("refunds"."asked_amount" is null or "refunds"."asked_amount" > 0);--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_account_masked" CHECK ("refunds"."account" is null or length("refunds"."account" ->> 'lastDigits') <= 4);
--> statement-breakpoint
-- What a desk starts with; administrators change the words and the order. The code OTHER needs a note and stays.
INSERT INTO "refund_reasons" ("code", "ko", "en", "position") VALUES
  ('CHANGE_OF_MIND', '고객 변심', 'Changed their mind', 0),
  ('DEFECTIVE', '상품 불량', 'Defective product', 1),
  ('WRONG_ITEM', '오배송', 'Wrong item delivered', 2),
  ('OUT_OF_STOCK', '품절', 'Out of stock', 3),
  ('DELAYED', '배송 지연', 'Delivery delayed', 4),
  ('DUPLICATE', '중복 결제', 'Paid twice', 5),
  ('OTHER', '기타', 'Other', 6);
