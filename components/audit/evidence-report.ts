// The readable part of an evidence pack: one HTML file without scripts that prints well.
import { getLocale, getTranslations } from "next-intl/server";
import { joined } from "@/components/labels/event-lines";
import { figureLabels } from "@/components/labels/figure-labels";
import {
  cancellationStatusName,
  meansOf,
  paymentStatusName,
  triggerName,
} from "@/components/labels/payment-labels";
import { pgName } from "@/components/labels/pg-names";
import { refundEventLines } from "@/components/labels/refund-event-lines";
import { roleName } from "@/components/labels/role-labels";
import { answerTitle, timelineTitle } from "@/components/labels/timeline-title";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { isAuditAction } from "@/lib/domain/audit/audit-actions";
import type { EvidenceAttempt, EvidenceDelivery, EvidenceEntry } from "@/lib/domain/audit/evidence";
import { formatMoney } from "@/lib/domain/money";
import type { DiscrepancyView } from "@/lib/domain/reconciliation/discrepancy";
import type { SendResult } from "@/lib/domain/refund/send-result";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { auditMessage } from "./entry-text";
import { type Html, html } from "./html";

export type EvidenceReport = {
  detail: PaymentDetail;
  attempts: readonly EvidenceAttempt[];
  deliveries: readonly EvidenceDelivery[];
  discrepancies: readonly DiscrepancyView[];
  entries: readonly EvidenceEntry[];
  /** Positions of the entries that a checkpoint of the pack proves. */
  proved: ReadonlySet<number>;
  /** ISO 8601, UTC. */
  madeAt: string;
  madeBy: string;
  /** False: PortOne did not answer, and the stored payment stands instead. */
  isFresh: boolean;
  /** Names of the other files. */
  files: readonly EvidencePart[];
};

export type EvidencePart =
  | "portone-payment.json"
  | "payment.json"
  | "refunds.json"
  | "timeline.json"
  | "webhooks.json"
  | "discrepancies.json"
  | "audit.jsonl"
  | "audit-proof.json";

type Labels = Awaited<ReturnType<typeof labelsOfRequest>>;

async function labelsOfRequest() {
  const [locale, t, payment, timeline, refund, reconciliation, webhooks, audit, common] = await Promise.all([
    getLocale(),
    getTranslations("evidencePack"),
    getTranslations("payment"),
    getTranslations("timeline"),
    getTranslations("refund"),
    getTranslations("reconciliation"),
    getTranslations("webhooks"),
    getTranslations("audit"),
    getTranslations("common"),
  ]);
  return { locale, t, payment, timeline, refund, reconciliation, webhooks, audit, common };
}

/** Returns the HTML in the language of the request. Times are in Asia/Seoul. */
export async function evidenceReport(report: EvidenceReport): Promise<string> {
  const labels = await labelsOfRequest();
  const { t, locale } = labels;
  const { payment } = report.detail;
  const title = t("reportTitle", { id: payment.id });
  const page = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header>
<h1>${t("heading")}</h1>
<p>${payment.orderName} · ${payment.id}</p>
<p class="faint">${t("madeBy", { name: report.madeBy, time: timeOf(labels, report.madeAt) })}</p>
${report.isFresh ? null : html`<p class="warn">${t("notFresh", { time: timeOf(labels, report.detail.syncedAt) })}</p>`}
${report.detail.seesCustomer ? null : html`<p class="warn">${t("masked")}</p>`}
</header>
${factsOf(labels, report.detail)}
${cancellationsOf(labels, report.detail)}
${refundsOf(labels, report)}
${timelineOf(labels, report.detail)}
${deliveriesOf(labels, report.deliveries)}
${discrepanciesOf(labels, report.discrepancies)}
${entriesOf(labels, report)}
${filesOf(labels, report.files)}
</body>
</html>
`;
  return page.markup;
}

function timeOf({ locale }: Labels, at: string): string {
  return `${seoulTime(at, "second", locale)} KST`;
}

function section(title: string, body: Html, count?: number): Html {
  return html`<section><h2>${title}${count === undefined ? null : html` <small>${count}</small>`}</h2>${body}</section>`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | Html | null)[])[]): Html {
  const head = heads.map((one) => html`<th scope="col">${one}</th>`);
  const body = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  const width = heads.length > 3 ? "wide" : "";
  return html`<div class="scroll"><table class="${width}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** Parts of one cell, one under the other. */
function lines(texts: readonly (string | null | undefined)[]): Html {
  const known = texts.filter((text) => text !== null && text !== undefined && text !== "");
  return html`${known.map((text) => html`<div>${text as string}</div>`)}`;
}

function factsOf(labels: Labels, { payment, charged, cancelled }: PaymentDetail): Html {
  const { t, payment: p, locale } = labels;
  const money = (amount: number) => formatMoney(amount, payment.currency, locale);
  const { customer, channel } = payment;
  const facts: [string, string | null][] = [
    [t("fact.status"), paymentStatusName(p, payment.status, payment.rawStatus)],
    [p("paymentId"), payment.id],
    [p("transactionId"), payment.transactionId],
    [p("storeId"), payment.storeId],
    [t("fact.environment"), channel === null ? null : environmentName(labels, channel.type)],
    [p("pg"), channel === null ? null : pgName(channel.pgProvider, locale)],
    [t("fact.method"), payment.method === null ? null : meansOf(p, payment.method, locale)],
    [p("totalAmount"), money(payment.amount.total)],
    [p("chargedOf"), charged === null ? null : money(charged)],
    [t("fact.cancelled"), cancelled.order === null ? null : money(cancelled.order)],
    [p("moneyBack"), cancelled.money === null ? p("moneyBackUnknown") : money(cancelled.money)],
    [p("requestedAt"), timeOf(labels, payment.requestedAt)],
    [p("paidAt"), payment.paidAt && timeOf(labels, payment.paidAt)],
    [t("fact.customer"), joined([customer.name, customer.id, customer.phoneNumber, customer.email])],
  ];
  const rows = facts
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`);
  return section(p("facts"), html`<table class="facts"><tbody>${rows}</tbody></table>`);
}

/** A word that PortOne adds later stays as it is. */
function environmentName({ timeline }: Labels, type: string): string {
  if (type === "LIVE") return timeline("webhookLive");
  return type === "TEST" ? timeline("webhookTest") : type;
}

function cancellationsOf(labels: Labels, { cancellations, payment }: PaymentDetail): Html {
  const { t, payment: p, locale } = labels;
  const rows = cancellations.map((one) => {
    const { sum, notes } = figureLabels(
      p,
      { figures: one.figures, stated: one.totalAmount, currency: payment.currency },
      locale,
    );
    return [
      lines([one.id, one.pgCancellationId]),
      cancellationStatusName(p, one.status, one.rawStatus),
      lines([sum, ...notes]),
      lines([one.reason, one.trigger && triggerName(p, one.trigger), one.refundNumber]),
      timeOf(labels, one.requestedAt),
      one.cancelledAt && timeOf(labels, one.cancelledAt),
    ];
  });
  const heads = [
    t("head.cancellation"),
    t("fact.status"),
    t("head.amount"),
    t("head.reason"),
    t("head.requestedAt"),
    p("cancelledAt"),
  ];
  return section(t("section.cancellations"), orNone(labels, heads, rows), rows.length);
}

function refundsOf(labels: Labels, { detail, attempts }: EvidenceReport): Html {
  const { t, payment: p, refund, locale } = labels;
  const each = detail.refunds.map((one) => {
    const { sum, notes } = figureLabels(p, { ...one, stated: one.requested.amount }, locale);
    const sent = attempts
      .filter(({ number }) => number === one.number)
      .map(({ n, startedAt, finishedAt, answer }) => [
        String(n),
        timeOf(labels, startedAt),
        finishedAt && timeOf(labels, finishedAt),
        answer === null ? t("noAnswer") : answerLines(labels, answer),
      ]);
    return html`<h3>${one.number} · ${sum} · ${refund(`badge.${one.state}`)}</h3>
${lines([
  ...notes,
  one.reason,
  t("asked", { name: one.actorName, time: timeOf(labels, one.createdAt) }),
  one.endedAt && t("ended", { time: timeOf(labels, one.endedAt) }),
  one.failure && refund(`failure.${one.failure.code}.what`),
])}
${orNone(labels, [t("head.attempt"), t("head.sentAt"), t("head.answeredAt"), t("head.answer")], sent)}`;
  });
  const body = each.length === 0 ? none(labels) : html`${each}`;
  return section(t("section.refunds"), body, each.length);
}

function answerLines({ timeline }: Labels, answer: SendResult): Html {
  const facts =
    answer.kind === "answered"
      ? [answer.httpStatus, answer.status, answer.cancellationId]
      : answer.kind === "refused"
        ? [answer.httpStatus, answer.type, answer.message]
        : answer.kind === "pg-refused"
          ? [answer.httpStatus, answer.pgCode, answer.pgMessage]
          : [answer.httpStatus, answer.type, answer.cause];
  return lines([answerTitle(timeline, answer), joined(facts)]);
}

function timelineOf(labels: Labels, { timeline: items }: PaymentDetail): Html {
  const { t, timeline, payment, locale } = labels;
  const words = { t: timeline, payment, locale };
  const rows = items.toReversed().map(({ at, entry }) => {
    const about = entry.kind === "refund-answered" ? [] : refundEventLines(words, entry);
    return [timeOf(labels, at), lines([timelineTitle(words, entry), ...about])];
  });
  return section(timeline("title"), orNone(labels, [t("head.time"), t("head.what")], rows), rows.length);
}

function deliveriesOf(labels: Labels, deliveries: readonly EvidenceDelivery[]): Html {
  const { t, webhooks } = labels;
  const rows = deliveries.map((one) => [
    lines([one.type, one.id]),
    timeOf(labels, one.receivedAt),
    lines([
      webhooks(`state.${one.state}`),
      one.repeats > 0 ? webhooks("repeats", { count: String(one.repeats) }) : null,
    ]),
    webhooks(`signed.${one.environment}`),
  ]);
  const heads = [t("head.webhook"), t("head.receivedAt"), t("fact.status"), webhooks("fact.signature")];
  return section(t("section.webhooks"), orNone(labels, heads, rows), rows.length);
}

function discrepanciesOf(labels: Labels, discrepancies: readonly DiscrepancyView[]): Html {
  const { t, reconciliation: r, locale } = labels;
  const amountOf = (amount: number | null, currency: string) =>
    amount === null ? r("nothing") : formatMoney(amount, currency, locale);
  const rows = discrepancies.map(({ kind, closed, currency, ourAmount, portoneAmount, foundAt }) => [
    lines([r(`kind.${kind}`), r(`explanation.${kind}`)]),
    lines([
      `${r("ours")} ${amountOf(ourAmount, currency)}`,
      `${r("portone")} ${amountOf(portoneAmount, currency)}`,
    ]),
    timeOf(labels, foundAt),
    closed === null
      ? r("tab.open")
      : lines([
          r(`end.${closed.how}`),
          joined([closed.by ?? r("desk"), timeOf(labels, closed.at)]),
          closed.note,
        ]),
  ]);
  const heads = [t("head.discrepancy"), t("head.amount"), t("head.foundAt"), t("head.end")];
  return section(t("section.discrepancies"), orNone(labels, heads, rows), rows.length);
}

function entriesOf(labels: Labels, { entries, proved }: EvidenceReport): Html {
  const { t, audit, common } = labels;
  const rows = entries.map((entry) => [
    entry.position === null ? null : String(entry.position),
    timeOf(labels, entry.at),
    lines([
      entry.actorId === null && entry.actorName === "desk" ? audit("desk") : entry.actorName,
      entry.actorRole && roleName(common, { id: entry.actorRole, name: entry.actorRoleName }),
      entry.address,
    ]),
    lines([
      isAuditAction(entry.action) ? audit(`action.${auditMessage(entry.action)}`) : entry.action,
      entry.subject,
    ]),
    entry.position !== null && proved.has(entry.position) ? t("proved") : t("notProved"),
  ]);
  const heads = [
    audit("column.position"),
    audit("column.at"),
    audit("column.who"),
    audit("column.action"),
    t("head.proof"),
  ];
  const count = { proved: String(proved.size), count: String(entries.length) };
  const body = html`<p>${t("provedOf", count)}</p>${orNone(labels, heads, rows)}`;
  return section(t("section.audit"), body, rows.length);
}

function filesOf(labels: Labels, files: readonly EvidencePart[]): Html {
  const { t } = labels;
  const rows = [
    ...files.map((name) => [name, t(`file.${fileMessage(name)}`)]),
    ["manifest.json", t("file.manifest")],
  ];
  return section(
    t("section.files"),
    html`${table([t("head.file"), t("head.contents")], rows)}<p>${t("verify")}</p>`,
  );
}

type FileMessage<Name> = Name extends `${infer Stem}.${string}` ? Stem : never;

/** A dot in the name of a message would be a level. */
function fileMessage<Name extends EvidencePart>(name: Name): FileMessage<Name> {
  return name.replace(/[.].*$/, "") as FileMessage<Name>;
}

function orNone(
  labels: Labels,
  heads: readonly string[],
  rows: readonly (readonly (string | Html | null)[])[],
): Html {
  return rows.length === 0 ? none(labels) : table(heads, rows);
}

function none({ t }: Labels): Html {
  return html`<p class="faint">${t("none")}</p>`;
}

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 13px/1.5 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; color: #1a1c20; margin: 0 auto; padding: 32px 24px; max-width: 960px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; } h3 { font-size: 14px; margin: 16px 0 4px; }
h2 small { color: #6b7280; font-weight: 400; }
p { margin: 0 0 4px; } .faint { color: #6b7280; } .warn { color: #92400e; font-weight: 600; }
table { width: 100%; border-collapse: collapse; margin: 4px 0; }
th, td { text-align: left; vertical-align: top; min-width: 5.5em; padding: 5px 8px 5px 0; border-bottom: 1px solid #e5e7eb; overflow-wrap: anywhere; }
thead th { white-space: nowrap; color: #6b7280; font-weight: 600; border-bottom-color: #9ca3af; }
.facts th { width: 11em; color: #6b7280; font-weight: 400; }
@media screen { .scroll { overflow-x: auto; } .wide { min-width: 720px; } }
@page { size: A4; margin: 14mm; }
@media print { body { padding: 0; max-width: none; font-size: 10.5px; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; } }
`;
