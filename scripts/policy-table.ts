// Writes docs/policy.md from the rules and the interface's messages: every method × PG × rule with its source page.
import type { MethodType } from "../lib/domain/payment/payment-method";
import type { PolicyLine } from "../lib/domain/policy/line";
import { checkedOn, portonePages } from "../lib/domain/policy/portone-pages";
import { refundPolicy } from "../lib/domain/policy/refund-policy";
import type { Rule, Where } from "../lib/domain/policy/rule";
import { rules } from "../lib/domain/policy/rules";
import messages from "../messages/en.json" with { type: "json" };
import { paidBy, plainCard, wallet } from "../tests/support/test-policy";

const methods = {
  Card: { type: "CARD", details: { card: plainCard } },
  "Virtual account": { type: "VIRTUAL_ACCOUNT" },
  Transfer: { type: "TRANSFER" },
  Mobile: { type: "MOBILE" },
  "Kakao Pay card": { type: "EASY_PAY", details: wallet("KAKAOPAY", "CARD") },
  "Kakao Pay money": { type: "EASY_PAY", details: wallet("KAKAOPAY", "CHARGE") },
  "Naver Pay": { type: "EASY_PAY", details: wallet("NAVERPAY", "CARD") },
  PayPal: { type: "EASY_PAY", details: wallet("PAYPAL", null) },
  "Other easy pay": { type: "EASY_PAY", details: wallet("TOSSPAY", null) },
  "Gift certificate": { type: "GIFT_CERTIFICATE" },
  "Convenience store": { type: "CONVENIENCE_STORE" },
  Crypto: { type: "CRYPTO" },
} as const satisfies Record<string, Parameters<typeof paidBy>[0]>;
type Method = keyof typeof methods;

const others = "every other PG";
const now = new Date("2026-11-24T03:00:00.000Z");
const all: readonly Rule[] = rules;

export function policyPage(): string {
  return `${[
    "# What may be refunded",
    "Written from the rules in `lib/domain/policy` by `npm run docs:policy`; a test fails when it is out of date.",
    `Compared with PortOne's pages on ${checkedOn}. *Refused* is documented to be refused and is blocked here; *may be refused* is a warning; what no page states is *not documented* and never guessed. Pages marked V1 were written for the older module; their rules only warn. A merchant overrides these rules (contracts, own deadlines, own fees) under Settings.`,
    "## Method × PG",
    "Live payments, paid today, no contract recorded in Settings. Each cell shows the deadline, then whether a partial refund is possible: ✓ allowed, ✗ refused, ~ may be refused, ? not documented. `*` may be refused afterwards, `†` documents conflict, `c` needs a contract. A PG without a row has no rule of its own.",
    matrix(),
    "## Rules",
    ...Object.entries(topics).map(([topic, title]) => `### ${title}\n\n${table(topic as Rule["topic"])}`),
  ].join("\n\n")}\n`;
}

const topics: Record<Rule["topic"], string> = {
  deadline: "Deadlines",
  "next-month": "After the month of a mobile payment",
  refusal: "Refused altogether",
  hours: "Opening hours",
  partial: "Partial refunds",
  "partial-count": "How many partial refunds",
  contract: "Contracts for refunds to accounts",
  fee: "Fees (the first matching rule counts)",
  arrival: "Arrival (the first matching rule counts)",
  async: "Asynchronous cancels",
  note: "Notes",
};

function matrix(): string {
  const pgs = [...new Set(all.flatMap(({ where }) => where.pgs ?? []))].sort();
  const names = Object.keys(methods) as Method[];
  return rows(
    ["PG", ...names],
    [...pgs, others].map((pg) => [pg, ...names.map((name) => cell(name, pg))]),
  );
}

/** PGs that offer a single payment method. */
const soleMethods: Readonly<Record<string, readonly Method[]>> = {
  KAKAOPAY: ["Kakao Pay card", "Kakao Pay money"],
  NAVERPAY: ["Naver Pay"],
  PAYPAL_V2: ["PayPal"],
  TOSSPAY_V2: ["Other easy pay"],
  PAYCO: ["Other easy pay"],
  TRIPLE_A: ["Crypto"],
};

function cell(name: Method, pg: string): string {
  if (soleMethods[pg]?.includes(name) === false) return "–";
  const payment = paidBy({ ...methods[name], pg, paid: "2026-11-24T09:00:00" });
  const { lines } = refundPolicy(payment, now, []);
  const of = (topic: PolicyLine["topic"]) => lines.filter((line) => line.topic === topic);
  if (of("refusal").length > 0) return "refused";
  const contract = of("contract").some(({ verdict }) => verdict === "warning") ? " c" : "";
  const partial = of("partial").map(({ verdict }) => verdict);
  const mark = partial.includes("blocked")
    ? "✗"
    : partial.includes("warning")
      ? "~"
      : partial.includes("allowed")
        ? "✓"
        : "?";
  return `${until(of("deadline")[0])}${contract} ${mark}`;
}

function until(line: PolicyLine | undefined): string {
  const rule = all.find(({ id }) => id === line?.rule);
  if (rule?.topic !== "deadline") return "?";
  const mark = { refuses: "", "may-refuse": "*", "documents-conflict": "†" }[rule.firmness];
  return rule.within === null ? "none" : `${periodOf(rule.within)}${mark}`;
}

function periodOf(within: NonNullable<Extract<Rule, { topic: "deadline" }>["within"]>): string {
  if ("month" in within) return "month of payment";
  return "days" in within ? `${within.days} days` : `${within.months} months`;
}

function table(topic: Rule["topic"]): string {
  const of = all.filter((rule) => rule.topic === topic);
  return rows(
    ["Method", "PG", "Where", "What is documented", "Then", "Page"],
    of.map((rule) => [
      methodsOf(rule.where),
      pgsOf(rule.where),
      restOf(rule.where),
      sentence(rule.id),
      thenOf(rule),
      rule.pages.map((key) => `[${portonePages[key].scope}](${portonePages[key].url})`).join(" "),
    ]),
  );
}

const methodNames: Record<MethodType, string> = {
  CARD: "Card",
  VIRTUAL_ACCOUNT: "Virtual account",
  TRANSFER: "Transfer",
  MOBILE: "Mobile",
  EASY_PAY: "Easy pay",
  GIFT_CERTIFICATE: "Gift certificate",
  CONVENIENCE_STORE: "Convenience store",
  CRYPTO: "Crypto",
  UNRECOGNIZED: "Unrecognized",
};

function methodsOf({ methods: of, exceptMethods, wallet: by, behind, paidBy: card }: Where): string {
  if (of) return [...of.map((type) => methodNames[type]), ...(by ? [by] : [])].join(", ");
  if (exceptMethods) return `all but ${exceptMethods.map((type) => methodNames[type]).join(", ")}`;
  if (by) return `${by}${behind ? ` (${behind.toLowerCase()})` : ""}`;
  return card ? "Card, also behind a wallet" : "any";
}

function pgsOf({ pgs, exceptPgs }: Where): string {
  if (pgs) return pgs.map((pg) => `\`${pg}\``).join(" ");
  return exceptPgs ? `all but ${exceptPgs.map((pg) => `\`${pg}\``).join(" ")}` : "all";
}

function restOf({ channel, gifts, card, pointIssuer, escrow, has, currency, month }: Where): string {
  const parts = [
    channel && "test channel",
    gifts?.join(", "),
    card && `card ${card.toLowerCase().replaceAll("_", " ")}`,
    pointIssuer && (pointIssuer === "DOCUMENTED" ? "of a documented issuer" : "of another issuer"),
    escrow && `escrow ${escrow.toLowerCase().replaceAll("_", " ")}`,
    has && `with ${has.toLowerCase().replaceAll("_", " ")}`,
    currency,
    month && "in the month of payment",
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

function sentence(id: string): string {
  const entry = Object.entries(messages.policy.rule).find(([key]) => key === id);
  if (entry === undefined) throw new Error(`no message for the rule ${id}`);
  return entry[1];
}

const firmness = {
  refuses: "refused",
  "may-refuse": "may be refused",
  "documents-conflict": "documents conflict: may be refused",
  allowed: "allowed",
} as const;

function thenOf(rule: Rule): string {
  switch (rule.topic) {
    case "deadline":
      return rule.within === null
        ? "no deadline"
        : `after ${periodOf(rule.within)}: ${firmness[rule.firmness]}`;
    case "next-month":
      return "to an account, by contract";
    case "refusal":
      return "refused";
    case "hours":
      return `${rule.hours.from}:00–${rule.hours.until}:00, else refused`;
    case "partial":
      return rule.contract ? `by contract; ${firmness[rule.outcome]}` : firmness[rule.outcome];
    case "partial-count":
      return `at most ${rule.most}, then refused`;
    case "contract":
      return rule.needed ? "contract needed" : "no contract needed";
    case "fee":
      return rule.onTop === null
        ? "not documented"
        : `${rule.onTop} on top; ${rule.kept.replaceAll("-", " ")} kept`;
    case "arrival":
      return rule.arrival.kind === "business-days"
        ? `${rule.arrival.from}${rule.arrival.until === null ? " or more" : rule.arrival.until === rule.arrival.from ? "" : `–${rule.arrival.until}`} business days`
        : rule.arrival.kind === "thursdays"
          ? "Thursdays"
          : "the same day";
    case "async":
      return rule.always ? "always" : "sometimes";
    case "note":
      return `${rule.warns ? "warning" : "note"}${rule.about === "part" ? ", partial refunds" : ""}`;
  }
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...body.map(row)].join("\n");
}
