// What goes out of the door download(): a file in pieces, each made only when the browser has taken the one before, so that
// memory stays flat however many there are and however slowly they are taken. The audit has who took what and how much.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import type { Actor } from "@/lib/domain/people/permissions";
import { log } from "@/lib/log";

export type Download = {
  subject: "payments" | "refunds";
  fileName: string;
  contentType: string;
  /** What the audit says of it, beside how many rows were taken. */
  asked: Record<string, string | number | boolean | null>;
  pieces: AsyncGenerator<Piece, void, undefined>;
  /** Stands at the end of a file that is not whole, and says so to whoever opens it. */
  cutOff: Uint8Array;
};
export type Piece = { bytes: Uint8Array; rows: number };

/** An error takes away what has not left yet: the line that the file is not whole is given time to leave. */
const lastLineMs = 1_000;
/** How often it is asked whether the person may still have the rest. */
const askAgainMs = 10_000;

/** The file of a person. `mayGoOn` says whether they may still have the rest of it. */
export async function downloadTo(
  db: Database,
  actor: Actor,
  download: Download,
  mayGoOn: () => Promise<boolean>,
): Promise<Response> {
  // Before the first row leaves: a crash must not leave it unsaid.
  await tell(db, actor, download.subject, "export-started", download.asked);
  return new Response(bytesOf(db, actor, download, mayGoOn), {
    headers: {
      "content-type": download.contentType,
      "content-disposition": `attachment; filename="${download.fileName}"`,
      // Untransformed: compression would hold rows back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    },
  });
}

function bytesOf(
  db: Database,
  actor: Actor,
  { subject, asked, pieces, cutOff }: Download,
  mayGoOn: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  let rows = 0;
  let askedAt = Date.now();
  let isGone = false;
  let failure: Error | null = null;

  /** Null at the end. */
  async function next(): Promise<Piece | null> {
    if (Date.now() - askedAt >= askAgainMs) {
      if (!(await mayGoOn())) throw new Error("the person may not have the rest of the file any more");
      askedAt = Date.now();
    }
    const { value } = await pieces.next();
    return value ?? null;
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A response that ends with an error is one that no browser takes for a whole file.
        if (failure !== null) {
          await sleep(lastLineMs);
          return controller.error(failure);
        }
        try {
          const piece = await next();
          if (isGone) return;
          if (piece === null) {
            await tell(db, actor, subject, "exported", { ...asked, rows });
            return controller.close();
          }
          rows += piece.rows;
          controller.enqueue(piece.bytes);
        } catch (error) {
          if (isGone) return;
          log.error({ err: error }, "an export was cut off");
          failure = new Error("the export was cut off");
          await pieces.return();
          await tellOfCut();
          controller.enqueue(cutOff);
        }
      },
      async cancel() {
        isGone = true;
        await pieces.return();
        await tellOfCut();
      },
    },
    { highWaterMark: 0 },
  );

  async function tellOfCut(): Promise<void> {
    await tell(db, actor, subject, "export-cut-off", { ...asked, rows }).catch((error: unknown) => {
      // The database may be what has failed; that the export began is written.
      log.error({ err: error, rows }, "the end of an export could not be written down");
    });
  }
}

function tell(
  db: Database,
  actor: Actor,
  subject: Download["subject"],
  what: "export-started" | "exported" | "export-cut-off",
  detail: Download["asked"],
): Promise<void> {
  return db.transaction((tx) => audit(tx, { actor, action: `${subject}.${what}`, subject, detail }));
}
