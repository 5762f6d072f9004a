// The evidence pack of one payment as a ZIP (docs/audit.md).
import { type EvidencePart, evidenceReport } from "@/components/audit/evidence-report";
import { exportFileName } from "@/components/list-tools/file-name";
import { fewEntries } from "@/lib/audit/chain";
import { makeCheckpoint } from "@/lib/audit/checkpoints";
import { packEvidence } from "@/lib/audit/evidence-pack";
import { proofOf, provedPositions } from "@/lib/audit/evidence-proof";
import { download } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { evidenceRecords } from "@/lib/db/queries/evidence-records";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import type { EvidenceFile } from "@/lib/domain/audit/evidence";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { readForPage } from "@/lib/sync/find-payment";

export const dynamic = "force-dynamic";

const everyEvent = 10_000;

export const GET = download({
  permission: "audit:read",
  open: async (actor, request) => {
    const paymentId = new URL(request.url).searchParams.get("payment");
    if (paymentId === null) return null;
    const context = appContext();
    const read = await readForPage(context, actor, paymentId);
    const seesCustomers = may(actor.role, "customers:read");
    const detail = await paymentDetail(context.database.db, {
      paymentId,
      storeId: context.storeId ?? undefined,
      seesCustomer: seesCustomers,
      mostEvents: everyEvent,
    });
    if (detail === null) return null;
    const { storeId } = detail.payment;
    const bytes = await packOf(actor, detail, read.ok);
    return {
      subject: "evidence",
      payment: { storeId, paymentId },
      seesCustomers,
      fileName: exportFileName("evidence", "zip"),
      contentType: "application/zip",
      detail: { seesCustomers },
      pieces: onePiece(bytes),
      truncationNotice: new Uint8Array(),
    };
  },
});

type Detail = NonNullable<Awaited<ReturnType<typeof paymentDetail>>>;

async function* onePiece(bytes: Uint8Array) {
  yield { bytes, rows: 1 };
}

async function packOf(actor: Actor, detail: Detail, isFresh: boolean): Promise<Uint8Array> {
  const { database, auditKeys } = appContext();
  const { db } = database;
  const { payment, refunds, timeline, seesCustomer, readAt: madeAt } = detail;
  const key = { storeId: payment.storeId, paymentId: payment.id };
  // So that a checkpoint covers also the newest entries.
  await makeCheckpoint(db, auditKeys, fewEntries);
  const records = await evidenceRecords(db, key, { seesCustomer });
  const proof = await proofOf(db, auditKeys, records.entries);
  const files: (EvidenceFile & { name: EvidencePart })[] = [
    ...(seesCustomer ? [jsonFile("portone-payment.json", records.portonePayment)] : []),
    jsonFile("payment.json", paymentFacts(detail)),
    jsonFile("refunds.json", { refunds, attempts: records.attempts }),
    jsonFile("timeline.json", timeline.toReversed()),
    jsonFile("webhooks.json", records.deliveries),
    jsonFile("discrepancies.json", records.discrepancies),
    { name: "audit.jsonl", text: records.entries.map((entry) => `${JSON.stringify(entry)}\n`).join("") },
    jsonFile("audit-proof.json", proof),
  ];
  const report = await evidenceReport({
    detail,
    ...records,
    proved: provedPositions(proof, auditKeys, records.entries),
    madeAt,
    madeBy: actor.name,
    isFresh,
    files: files.map(({ name }) => name),
  });
  return packEvidence(
    [{ name: "report.html", text: report }, ...files],
    { ...key, madeAt, madeBy: actor.name },
    auditKeys,
  );
}

/** Without what the page needs for a new refund, and without the customer's other payments. */
function paymentFacts(detail: Detail) {
  const { payment, charged, cancelled, cancellations, operations, manualRefunds, failedPayout } = detail;
  const { personalDataRemovedAt, syncedAt } = detail;
  return {
    payment,
    charged,
    cancelled,
    cancellations,
    operations,
    manualRefunds,
    failedPayout,
    personalDataRemovedAt,
    syncedAt,
  };
}

function jsonFile<Name extends EvidencePart>(name: Name, value: unknown): { name: Name; text: string } {
  return { name, text: `${JSON.stringify(value, null, 2)}\n` };
}
