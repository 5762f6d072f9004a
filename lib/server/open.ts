// The composition root. A failed start ends the process: Next would otherwise stay up and answer 500 to every request.
import "server-only";
import { fewEntries } from "@/lib/audit/chain";
import { auditKeys, makeCheckpoint } from "@/lib/audit/checkpoints";
import { createAuth } from "@/lib/auth/auth";
import { issueSetupCode, rescuePerson } from "@/lib/auth/people";
import { createPseudonyms } from "@/lib/auth/pseudonyms";
import { createCipher } from "@/lib/cipher";
import { type AppContext, setAppContext } from "@/lib/context";
import { createSecretAlert } from "@/lib/db/alerts/raise-secret-refused";
import { listenToChanges } from "@/lib/db/changes";
import { openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { isSetUp } from "@/lib/db/people/write-people";
import { claimDatabase } from "@/lib/db/target";
import { describeProblems, type Env, parseEnv } from "@/lib/env";
import { createJobQueue } from "@/lib/jobs/queue";
import { openJobs, startWorker } from "@/lib/jobs/worker";
import { loadKeys } from "@/lib/keys";
import { createRateLimitedLog, log } from "@/lib/log";
import { createGuardedPost } from "@/lib/notifications/guarded-post";
import { createMailer } from "@/lib/notifications/mailer";
import { createGateway } from "@/lib/portone/gateway";
import { confineToStore } from "@/lib/portone/own-store";
import { isSecretRefused, logPortoneFailure } from "@/lib/portone/report-failure";
import { verifyTransport } from "@/lib/portone/verify-transport";
import { waitAtMost } from "@/lib/wait-at-most";
import { createIntake } from "@/lib/webhooks/intake";
import { requeueWaiting } from "@/lib/webhooks/process-deliveries";
import { createRejections } from "@/lib/webhooks/rejected-requests";
import { askPortone, connectionLine } from "./connection";
import { handlersOf } from "./schedule";

const readLimitMs = 15_000;

const endLimitMs = 8_000;
/** PortOne's answer to the check of the connection may delay the start for this long. */
const askLimitMs = 3_000;

/** Opens the desk, or ends the process with the reason. */
export async function openDesk(): Promise<void> {
  try {
    await open();
  } catch (error) {
    log.fatal({ err: error }, "the desk could not be opened");
    print([
      "",
      "환불데스크를 열 수 없습니다 · The refund desk could not be opened:",
      `  ${message(error)}`,
      "",
    ]);
    process.exit(1);
  }
}

async function open(): Promise<void> {
  // Next prints failed queries with their parameters: the log masks them, and limits what strangers can cause.
  for (const level of ["error", "warn"] as const) {
    const write = createRateLimitedLog((fields, message) => log[level](fields, message));
    console[level] = (...args: unknown[]) => {
      const error = args.find((one) => one instanceof Error);
      const text = args.find((one) => typeof one === "string") ?? level;
      write(`${text} ${error?.message ?? ""}`, { err: error }, text);
    };
  }
  const parsed = parseEnv(process.env);
  if (!parsed.ok) throw new Error(describeProblems(parsed.problems).join("\n  "));
  const { env } = parsed;
  const keys = await loadKeys(env);
  await verifyTransport();

  const database = await openDatabase({ databaseUrl: env.databaseUrl, dataDir: env.dataDir });
  const target = describeTarget(env);
  const boss = await migrate(database, async () => {
    await claimDatabase(database.db, { target, storeId: env.portoneStoreId });
    return openJobs(database);
  });

  const jobs = createJobQueue(boss);
  const tellSecretRefused = createSecretAlert(database.db);
  const appContext: AppContext = {
    env,
    database,
    portone: confineToStore(
      createGateway({
        base: env.target.base,
        secret: env.portoneApiSecret,
        cancelLimitMs: env.cancelTimeoutMs,
        readLimitMs,
        failed: (failure) => {
          logPortoneFailure(failure);
          if (isSecretRefused(failure)) tellSecretRefused();
        },
      }),
      env.portoneStoreId,
    ),
    jobs,
    changes: await listenToChanges(database),
    auth: createAuth(database, { secret: keys.authSecret, origin: env.deskUrl }),
    pseudonyms: createPseudonyms(keys.authSecret),
    cipher: createCipher(keys.encryptionKey),
    auditKeys: auditKeys(keys.authSecret, env.earlierAuditKeys),
    mailer: env.mail === null ? null : createMailer(env.mail),
    alertPost: createGuardedPost({ allowsPrivate: env.allowsPrivateAlerts }),
    reasonWithoutNumber: env.reasonWithoutNumber,
    webhookSecrets: { live: env.portoneWebhookSecrets, test: env.portoneWebhookSecretsTest },
    rejections: createRejections(database),
    intake: createIntake({ database, jobs }),
    storeId: env.portoneStoreId,
  };
  setAppContext(appContext);
  const handlers = handlersOf(appContext);
  await startWorker(boss, handlers);
  // Runs at once, not at the next minute: work that a crash left open, and the first pull.
  void handlers.sweep();
  void requeueWaiting(appContext, 0).catch((error: unknown) =>
    log.error(
      { err: error },
      "jobs of waiting webhooks were not created at the start; the sweep creates them",
    ),
  );

  const answer = await withinLimit(askPortone(appContext), askLimitMs);
  print(["", `  ${connectionLine(env.target, answer)}`]);
  if (!(await isSetUp(database.db))) printSetupCode(await issueSetupCode(database.db), env.deskUrl);

  const email = process.env.DESK_RESCUE;
  if (email !== undefined) {
    delete process.env.DESK_RESCUE;
    printRescue(email, await rescuePerson(email));
  }

  endWithSignals(async () => {
    await appContext.intake.flush();
    await boss.stop({ graceful: true, timeout: 5_000 });
    await appContext.changes.close();
    await appContext.rejections.flush();
    await makeCheckpoint(database.db, appContext.auditKeys, fewEntries).catch((error: unknown) =>
      log.error({ err: error }, "the last audit checkpoint was not made"),
    );
    await database.close();
  });
}

async function withinLimit<T>(asking: Promise<T>, ms: number): Promise<T | null> {
  let answer: T | null = null;
  await waitAtMost(
    asking.then((given) => {
      answer = given;
    }),
    ms,
  );
  return answer;
}

/** Ends the process. A refund in flight is not lost: the next start continues its recorded attempt. */
function endWithSignals(close: () => Promise<void>): void {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), endLimitMs).unref();
    try {
      await close();
    } catch (error) {
      log.error({ err: error }, "the desk did not close cleanly; the next start recovers");
    }
    process.exit(0);
  };
  process.on("SIGTERM", () => void end());
  process.on("SIGINT", () => void end());
}

/** Returns the target that the database is stamped with: the sandbox's id, or origin and store. */
function describeTarget({ target }: Env): string {
  if (target.kind === "sandbox") return `sandbox ${target.sandboxId}`;
  return `${target.base} store ${target.storeId ?? "(of the API secret)"}`;
}

function printSetupCode(code: string, origin: string): void {
  print([
    "",
    "  첫 관리자를 만들어 주세요 · Create the first admin",
    `    ${origin}/setup`,
    `    설치 코드 · setup code: ${code}`,
    "    30분 동안 사용할 수 있습니다 · valid for 30 minutes",
    "",
  ]);
}

function printRescue(email: string, rescued: { name: string; password: string } | null): void {
  print(
    rescued === null
      ? ["", `  ${email}: 등록되지 않은 이메일입니다 · nobody has this email address`, ""]
      : [
          "",
          `  ${rescued.name} (${email}): 비밀번호와 2단계 인증을 초기화했고 계정을 사용할 수 있습니다 · password and second factor were reset, and the account is enabled`,
          `    임시 비밀번호 · temporary password: ${rescued.password}`,
          "    72시간 동안 사용할 수 있습니다 · valid for 72 hours",
          "",
        ],
  );
}

/** Writes to the terminal, not to the log: only the person who starts the desk may read the lines. */
function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
