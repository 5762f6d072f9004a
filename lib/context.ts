// On globalThis, because Next bundles instrumentation, pages and handlers separately.
import "server-only";
import type { AuditKeys } from "./audit/checkpoints";
import type { Auth } from "./auth/auth";
import type { Pseudonyms } from "./auth/pseudonyms";
import type { Cipher } from "./cipher";
import type { Changes } from "./db/changes";
import type { DeskDatabase } from "./db/client";
import type { Env } from "./env";
import type { JobQueue } from "./jobs/queue";
import type { GuardedPost } from "./notifications/guarded-post";
import type { Mailer } from "./notifications/mailer";
import type { Gateway } from "./portone/gateway";
import type { WebhookSecrets } from "./portone/webhook";
import type { Intake } from "./webhooks/intake";
import type { Rejections } from "./webhooks/rejected-requests";

export type AppContext = {
  env: Env;
  database: DeskDatabase;
  portone: Gateway;
  jobs: JobQueue;
  changes: Changes;
  auth: Auth;
  pseudonyms: Pseudonyms;
  cipher: Cipher;
  auditKeys: AuditKeys;
  /** Null: mail is not set up. */
  mailer: Mailer | null;
  alertPost: GuardedPost;
  /** PGs that receive the reason as typed, without the refund number. */
  reasonWithoutNumber: readonly string[];
  webhookSecrets: WebhookSecrets;
  rejections: Rejections;
  intake: Intake;
  /** Null means the store of the API secret. */
  storeId: string | null;
};

const key = Symbol.for("refund-desk.context");
const holder = globalThis as { [key]?: AppContext };

export function setAppContext(appContext: AppContext): void {
  holder[key] = appContext;
}

/** Throws before the start has finished; Next serves no request until then. */
export function appContext(): AppContext {
  const open = holder[key];
  if (open === undefined) throw new Error("the desk is not open yet");
  return open;
}
