// The fixed queries: every filter alone, combinations that match many, few and no payments, and searches by every
// searchable property of a payment, written as in the address of the list.
import { sql } from "drizzle-orm";
import { getChoseong } from "es-hangul";
import type { Database } from "@/lib/db/client";

/** `isMasked`: asked by a person who may not see customers' data. */
export type Question = { name: string; query: string; isMasked: boolean };

export async function questions(db: Database): Promise<Question[]> {
  const { rows } = await db.execute(sql`
    select id, customer_name as name, customer_phone as phone, (select key from unnest(search_keys) as key where key like 'id %' limit 1) as transaction,
      (total / case when currency = 'USD' then 100 else 1 end)::text as total,
      (requested_at at time zone 'Asia/Seoul')::date::text as day,
      ((requested_at at time zone 'Asia/Seoul')::date - 6)::text as week, left((requested_at at time zone 'Asia/Seoul')::date::text, 8) || '01' as month
    from payments where requested_at < (select max(requested_at) from payments) - interval '20 days' order by requested_at desc limit 1`);
  const known = (name: string) => String(rows[0]?.[name]);
  const [day, week, month] = [known("day"), known("week"), known("month")];
  const all = [
    ["everything", ""],
    ["tab: paid", "tab=paid"],
    ["tab: partly cancelled", "tab=partial-cancelled"],
    ["tab: failed", "tab=failed"],
    ["status: two of them", "status=READY,FAILED"],
    ["method: mobile", "method=MOBILE"],
    ["PG: two of them", "pg=KCP_V2,KAKAOPAY"],
    ["channel: TEST", "channel=TEST"],
    ["currency: USD", "currency=USD"],
    ["PG, method and status together", "pg=NAVERPAY&method=VIRTUAL_ACCOUNT&tab=failed"],
    ["PG and status that none has", "pg=KPN&tab=paid"],
    ["created on a day", `from=${day}&to=${day}`],
    ["created in a week, cancelled", `from=${week}&to=${day}&tab=cancelled`],
    ["paid in a month", `by=paid&from=${month}&to=${day}&sort=-paid`],
    ["paid on a day, by creation", `by=paid&from=${day}&to=${day}`],
    ["cancelled on a day", `by=cancelled&from=${day}&to=${day}`],
    ["amount between two", "min=100000&max=102000"],
    ["amount, PG and a month", `min=250000&pg=INICIS_V2&from=${month}&to=${day}`],
    ["pending cancellation", "pending=1"],
    ["refund blocked soon", "soon=1"],
    ["by amount, greatest first", "sort=-amount"],
    ["by amount, one status", "sort=amount&tab=failed"],
    ["by deadline, one PG", "sort=deadline&pg=NICE_V2"],
    ["whole id", `q=${known("id")}`],
    ["whole id of the transaction", `q=${known("transaction").replace("id ", "")}`],
    ["name of three syllables", `q=${known("name")}`],
    ["two syllables", "q=김민"],
    ["a common word of the order", "q=셔츠"],
    ["end of a telephone number", "q=5678"],
    ["a name and an amount", `q=${known("name")} ${known("total")}`],
    ["two common words", "q=셔츠 5678"],
    ["a common word and an amount", `q=셔츠 ${known("total")}`],
    ["a common word and a letter", "q=셔츠 a"],
    ["three ids, one unknown", `q=${known("id")} ${known("transaction").replace("id ", "")} ord-no-such-1`],
    ["initials of three syllables", `q=${getChoseong(known("name"))}`],
    ["initials of two syllables", "q=ㄱㅁ"],
    ["initials and an amount", `q=${getChoseong(known("name"))} ${known("total")}`],
    ["a card issuer", "q=신한카드"],
    ["a word that nobody has", "q=없는낱말"],
  ];
  const masked = [
    ["a whole name", `q=${known("name")}`],
    ["a whole telephone number", `q=${known("phone")}`],
    ["a common word of the order", "q=셔츠"],
    ["a part of many telephone numbers", "q=5678"],
    ["the beginning of every telephone number", "q=010"],
    ["a part of every email address", "q=example"],
    ["a common word and a whole name", `q=셔츠 ${known("name")}`],
    ["an amount", `q=${known("total")}`],
  ];
  const question =
    (isMasked: boolean) =>
    ([name = "", query = ""]: string[]) => ({
      name: isMasked ? `masked: ${name}` : name,
      query,
      isMasked,
    });
  return [...all.map(question(false)), ...masked.map(question(true))];
}
