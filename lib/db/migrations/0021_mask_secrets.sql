-- Who holds a billing key and the API secret can charge with it. Later readings are masked before they are stored.
update "payments" set "raw" = regexp_replace("raw"::text, '"billingKey": "([^"\\]|\\.)*"', '"billingKey": "…"', 'g')::jsonb
  where "raw"::text like '%"billingKey": "%';--> statement-breakpoint
-- Bodies of webhooks that are not processed are not stored any more.
update "deliveries" set "body" = '' where "state" = 'ignored' and "body" <> '';
