// Each piece is made after the browser has read the last one, so memory stays flat for any size and speed.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import type { Actor } from "@/lib/domain/people/permissions";
import { log } from "@/lib/log";
import { requestOrigin, withOrigin } from "@/lib/request-origin";

export type Download = {
  subject: "payments" | "refunds" | "audit" | "evidence";
  /** Of a file about one payment. */
  payment?: { storeId: string; paymentId: string };
  fileName: string;
  contentType: string;
  /** The file has unmasked data of customers: it ends where the person may no longer see them. */
  seesCustomers: boolean;
  detail: Record<string, string | number | boolean | null>;
  pieces: AsyncGenerator<Piece, void, undefined>;
  truncationNotice: Uint8Array;
};
export type Piece = { bytes: Uint8Array; rows: number };

/** An error discards unsent bytes: this pause lets the truncation notice be sent first. */
const lastLineMs = 1_000;
const recheckMs = 10_000;

export async function downloadTo(
  db: Database,
  actor: Actor,
  download: Download,
  isStillAllowed: () => Promise<boolean>,
): Promise<Response> {
  // Recorded before the first row is sent, so that a crash cannot hide the export.
  await record(db, actor, download, "export-started", download.detail);
  return new Response(bytesOf(db, actor, download, isStillAllowed), {
    headers: {
      "content-type": download.contentType,
      "content-disposition": `attachment; filename="${download.fileName}"`,
      // no-transform: compression would hold rows back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    },
  });
}

function bytesOf(
  db: Database,
  actor: Actor,
  download: Download,
  isStillAllowed: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  const { detail, pieces, truncationNotice } = download;
  // The browser reads the stream after the request of which it is the answer.
  const origin = requestOrigin();
  let rows = 0;
  let checkedAt = Date.now();
  let isCancelled = false;
  let failure: Error | null = null;

  async function next(): Promise<Piece | null> {
    if (Date.now() - checkedAt >= recheckMs) {
      if (!(await isStillAllowed())) throw new Error("the person may no longer have the rest of the file");
      checkedAt = Date.now();
    }
    const { value } = await pieces.next();
    return value ?? null;
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A browser never treats a response that ends with an error as a complete file.
        if (failure !== null) {
          await sleep(lastLineMs);
          return controller.error(failure);
        }
        try {
          const piece = await next();
          if (isCancelled) return;
          if (piece === null) {
            await withOrigin(origin, () => record(db, actor, download, "exported", { ...detail, rows }));
            return controller.close();
          }
          rows += piece.rows;
          controller.enqueue(piece.bytes);
        } catch (error) {
          if (isCancelled) return;
          log.error({ err: error }, "an export was cut off");
          failure = new Error("the export was cut off");
          await pieces.return();
          await recordCut();
          controller.enqueue(truncationNotice);
        }
      },
      async cancel() {
        isCancelled = true;
        await pieces.return();
        await recordCut();
      },
    },
    { highWaterMark: 0 },
  );

  async function recordCut(): Promise<void> {
    const cut = () => record(db, actor, download, "export-cut-off", { ...detail, rows });
    await withOrigin(origin, cut).catch((error: unknown) => {
      log.error({ err: error, rows }, "the end of an export could not be recorded");
    });
  }
}

function record(
  db: Database,
  actor: Actor,
  { subject, payment }: Download,
  what: "export-started" | "exported" | "export-cut-off",
  detail: Download["detail"],
): Promise<void> {
  return db.transaction((tx) =>
    audit(tx, { actor, action: `${subject}.${what}`, subject, ...(payment && { payment }), detail }),
  );
}
