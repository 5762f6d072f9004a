// Plain scripts import this file, so it cannot be `server-only`. Messages never repeat a value: many are secret.
import * as z from "zod";
import { type Checked, EnvReport, type Problem, type Source } from "./env-report.ts";
import {
  apiBase,
  auditPublicKeys,
  databaseAddress,
  deskOrigin,
  emailAddress,
  encryptionKeyText,
  type GroupRole,
  groupRoles,
  isLocalDatabase,
  isLoopback,
  issuerAddress,
  logLevels,
  type MailSender,
  mailSender,
  oneWord,
  PORTONE_API,
  pgCodes,
  type SmtpServer,
  smtpServer,
  webhookSecrets,
  whole,
} from "./env-shapes.ts";

type Target =
  | { readonly kind: "sandbox"; readonly sandboxId: string; readonly base: string }
  | { readonly kind: "portone"; readonly base: string; readonly storeId: string | null };

export type DeskEnv = {
  readonly port: number;
  readonly host: string;
  /** Public origin, without path and trailing slash. */
  readonly deskUrl: string;
  readonly databaseKind: "embedded" | "postgres";
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** If absent on the embedded database, lib/keys creates and stores it. */
  readonly authSecret: string | undefined;
  readonly encryptionKey: string | undefined;
  /** Public keys that signed checkpoints of the audit before DESK_AUTH_SECRET was changed. */
  readonly earlierAuditKeys: readonly string[];
  readonly trustedProxies: number;
  readonly reasonWithoutNumber: readonly string[];
  /** Null: the desk sends no mail. */
  readonly mail: { readonly server: SmtpServer; readonly from: MailSender } | null;
  /** Alerts may be sent to addresses in private networks. */
  readonly allowsPrivateAlerts: boolean;
  /** The company's OpenID provider. Null: people sign in by password. */
  readonly signInProvider: SignInProviderEnv | null;
  readonly logLevel: (typeof logLevels)[number];
};

export type SignInProviderEnv = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As people know it, for the button. */
  readonly name: string;
  /** Role of a new person whom no group gives one. Null: such a person may not sign in. */
  readonly defaultRole: string | null;
  readonly scope: string;
  readonly groupsClaim: string;
  readonly groupRoles: readonly GroupRole[];
  /** The provider's administrators set the e-mail addresses, although the provider does not say that they are verified. */
  readonly trustsEmail: boolean;
  /** The provider never asks again who a person is, so passkeys do. */
  readonly passkeysConfirm: boolean;
  /** Only this administrator may sign in by password. Null: everybody with a password may. */
  readonly passwordOnlyFor: string | null;
};

export type Env = DeskEnv & {
  readonly target: Target;
  readonly portoneApiBase: string;
  readonly portoneApiSecret: string;
  readonly portoneStoreId: string | null;
  /** One secret, or two during a rotation; empty if none is configured. */
  readonly portoneWebhookSecrets: readonly string[];
  readonly portoneWebhookSecretsTest: readonly string[];
  readonly cancelTimeoutMs: number;
};

export function parseEnv(source: Source): Checked<Env> {
  const report = new EnvReport(source);
  const desk = readDesk(report);
  const portone = readPortone(report);
  if (portone.target.kind === "sandbox") checkSandboxDatabase(report, desk);
  return report.end({ ...desk, ...portone });
}

/** PortOne's values must be absent: one of them without PORTONE_API_SECRET means that the secret was forgotten. */
export function parseEnvBeforeSandbox(source: Source): Checked<DeskEnv> {
  const report = new EnvReport(source);
  const desk = readDesk(report);
  for (const name of [...portoneNames, "PORTONE_SANDBOX_ID"]) {
    if (report.text(name) !== undefined) {
      report.problem(
        name,
        "is set, but PORTONE_API_SECRET is not: set both, or neither to start with the sandbox",
        apiSecretExample,
      );
    }
  }
  if (!isLoopback(desk.host) && desk.host !== "0.0.0.0" && desk.host !== "::") {
    report.problem(
      "HOST",
      "must be this machine or all addresses: the sandbox sends webhooks to loopback only",
      "127.0.0.1",
    );
  }
  checkSandboxDatabase(report, desk);
  readCancelTimeout(report, false);
  return report.end(desk);
}

export function describeProblems(problems: readonly Problem[]): string[] {
  return problems.map((problem) => `${problem.name}: ${problem.why} (example: ${problem.example})`);
}

const apiSecretExample = "PORTONE_API_SECRET=<API Secret of the PortOne console>";
const webhookSecretExample = "whsec_<base64 of the PortOne console>";
const authSecretExample = "<openssl rand -base64 48>";
const encryptionKeyExample = "<openssl rand -base64 32>";
const portoneNames = [
  "PORTONE_WEBHOOK_SECRET",
  "PORTONE_WEBHOOK_SECRET_TEST",
  "PORTONE_STORE_ID",
  "PORTONE_API_BASE",
];

/** One without the other is a mistake: nobody would notice that no mail is sent. */
function readMail(report: EnvReport): DeskEnv["mail"] {
  const server = report.read<SmtpServer | null>(
    "DESK_SMTP_URL",
    smtpServer,
    null,
    "smtps://user:password@smtp.example.com",
  );
  const fromExample = "Refund desk <desk@example.com>";
  const from = report.read<MailSender | null>("DESK_MAIL_FROM", mailSender, null, fromExample);
  const has = (name: string) => report.text(name) !== undefined;
  if (has("DESK_SMTP_URL") && !has("DESK_MAIL_FROM"))
    report.problem("DESK_MAIL_FROM", "is required with DESK_SMTP_URL", fromExample);
  if (has("DESK_MAIL_FROM") && !has("DESK_SMTP_URL"))
    report.problem(
      "DESK_SMTP_URL",
      "is required with DESK_MAIL_FROM",
      "smtps://user:password@smtp.example.com",
    );
  if (has("DESK_SMTP_URL") && !has("DESK_URL"))
    report.problem(
      "DESK_URL",
      "is required with DESK_SMTP_URL: mails have links to it",
      "https://refunds.example.com",
    );
  return server === null || from === null ? null : { server, from };
}

const oneOrAbsent = z.enum(["0", "1"], "must be 1 or absent");
const issuerExample = "https://login.example.com";

function readSignInProvider(report: EnvReport): SignInProviderEnv | null {
  const issuer = report.read<string | null>("DESK_OIDC_ISSUER", issuerAddress, null, issuerExample);
  const clientId = report.read("DESK_OIDC_CLIENT_ID", oneWord, "", "refund-desk");
  const clientSecret = report.read("DESK_OIDC_CLIENT_SECRET", oneWord, "", "<client secret of the provider>");
  const provider: SignInProviderEnv = {
    issuer: issuer ?? "",
    clientId,
    clientSecret,
    name: report.read("DESK_OIDC_NAME", z.string().max(40, "must have at most 40 characters"), "SSO", "Okta"),
    defaultRole: report.text("DESK_OIDC_DEFAULT_ROLE") ?? null,
    scope: report.read(
      "DESK_OIDC_SCOPE",
      z.string().regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, "must begin with openid"),
      "openid email profile",
      "openid email profile groups",
    ),
    groupsClaim: report.read("DESK_OIDC_GROUPS_CLAIM", oneWord, "groups", "groups"),
    groupRoles: report.read("DESK_OIDC_ROLES", groupRoles, [], '[["refund-admins","admin"]]'),
    trustsEmail: report.read("DESK_OIDC_TRUST_EMAIL", oneOrAbsent, "0", "1") === "1",
    passkeysConfirm: report.read("DESK_OIDC_PASSKEYS_CONFIRM", oneOrAbsent, "0", "1") === "1",
    passwordOnlyFor: report.read<string | null>(
      "DESK_OIDC_ONLY_EXCEPT",
      emailAddress,
      null,
      "admin@example.com",
    ),
  };
  const names = Object.keys(requiredOfProvider);
  const isWanted = [...names, ...optionalOfProvider].some((name) => report.text(name) !== undefined);
  if (!isWanted) return null;
  for (const [name, example] of Object.entries(requiredOfProvider))
    if (report.text(name) === undefined)
      report.problem(name, "is required to sign in by an OpenID provider", example);
  if (report.text("DESK_URL") === undefined)
    report.problem(
      "DESK_URL",
      "is required with DESK_OIDC_ISSUER: the provider sends people back to it",
      "https://refunds.example.com",
    );
  return issuer === null ? null : provider;
}

const requiredOfProvider = {
  DESK_OIDC_ISSUER: issuerExample,
  DESK_OIDC_CLIENT_ID: "refund-desk",
  DESK_OIDC_CLIENT_SECRET: "<client secret of the provider>",
} as const;
const optionalOfProvider = [
  "DESK_OIDC_NAME",
  "DESK_OIDC_DEFAULT_ROLE",
  "DESK_OIDC_SCOPE",
  "DESK_OIDC_GROUPS_CLAIM",
  "DESK_OIDC_ROLES",
  "DESK_OIDC_TRUST_EMAIL",
  "DESK_OIDC_PASSKEYS_CONFIRM",
  "DESK_OIDC_ONLY_EXCEPT",
];

function readDesk(report: EnvReport): DeskEnv {
  const port = report.read("PORT", whole(1, 65_535), 3000, "3000");
  const databaseUrl = report.read<string | undefined>(
    "DATABASE_URL",
    databaseAddress,
    undefined,
    "postgres://desk:password@127.0.0.1:5432/desk",
  );
  const desk: DeskEnv = {
    port,
    host: report.read(
      "HOST",
      z.string().regex(/^[\w.:-]+$/, "must be an address or a host name"),
      "127.0.0.1",
      "127.0.0.1",
    ),
    deskUrl: report.read("DESK_URL", deskOrigin, `http://localhost:${port}`, "https://refunds.example.com"),
    // Decided by presence, not by validity: a mistyped address must never select the embedded database.
    databaseKind: report.text("DATABASE_URL") === undefined ? "embedded" : "postgres",
    databaseUrl,
    dataDir: report.text("DESK_DATA_DIR") ?? ".data",
    authSecret: report.read<string | undefined>(
      "DESK_AUTH_SECRET",
      z.string().min(32, "must have at least 32 characters"),
      undefined,
      authSecretExample,
    ),
    encryptionKey: report.read<string | undefined>(
      "DESK_ENCRYPTION_KEY",
      encryptionKeyText,
      undefined,
      encryptionKeyExample,
    ),
    earlierAuditKeys: report.read(
      "DESK_AUDIT_OLD_KEYS",
      auditPublicKeys,
      [],
      "<key of an earlier audit checkpoint>",
    ),
    trustedProxies: report.read("DESK_TRUSTED_PROXIES", whole(0, 10), 0, "1"),
    reasonWithoutNumber: report.read("DESK_REASON_WITHOUT_NUMBER", pgCodes, [], "KSNET,SMARTRO_V2"),
    mail: readMail(report),
    allowsPrivateAlerts: report.read("DESK_ALERTS_PRIVATE", oneOrAbsent, "0", "1") === "1",
    signInProvider: readSignInProvider(report),
    logLevel: report.read(
      "LOG_LEVEL",
      z.enum(logLevels, `must be one of ${logLevels.join(", ")}`),
      "info",
      "info",
    ),
  };
  if (desk.deskUrl.startsWith("https:") && report.text("DESK_TRUSTED_PROXIES") === undefined) {
    report.problem(
      "DESK_TRUSTED_PROXIES",
      "is required with an https address: the desk speaks http, so a proxy stands in front, and without the number all clients would share its address and its sign-in attempts",
      "1",
    );
  }
  if (desk.databaseKind === "postgres") {
    for (const [name, example] of [
      ["DESK_AUTH_SECRET", authSecretExample],
      ["DESK_ENCRYPTION_KEY", encryptionKeyExample],
    ] as const) {
      if (report.text(name) === undefined)
        report.problem(name, "is required with DATABASE_URL, because all instances must share it", example);
    }
  }
  return desk;
}

type PortoneEnv = Omit<Env, keyof DeskEnv>;

function readPortone(report: EnvReport): PortoneEnv {
  const base = report.read("PORTONE_API_BASE", apiBase, PORTONE_API, PORTONE_API);
  const secret = report.text("PORTONE_API_SECRET");
  report.read("PORTONE_API_SECRET", oneWord, "", apiSecretExample);
  const sandboxId = report.text("PORTONE_SANDBOX_ID");
  const storeId = report.text("PORTONE_STORE_ID") ?? null;
  const live = report.read("PORTONE_WEBHOOK_SECRET", webhookSecrets, [], webhookSecretExample);
  const test = report.read("PORTONE_WEBHOOK_SECRET_TEST", webhookSecrets, [], webhookSecretExample);
  const real = base === PORTONE_API;
  if (secret === undefined) {
    report.problem(
      "PORTONE_API_SECRET",
      "is missing; `npm start` without it starts the sandbox and sets it",
      apiSecretExample,
    );
  }
  const hooks = report.text("PORTONE_WEBHOOK_SECRET") ?? report.text("PORTONE_WEBHOOK_SECRET_TEST");
  if (real && secret !== undefined && hooks === undefined) {
    report.problem(
      "PORTONE_WEBHOOK_SECRET",
      "is missing, but PORTONE_API_SECRET is set: without it no webhook can be verified",
      webhookSecretExample,
    );
  }
  if (real && sandboxId !== undefined) {
    report.problem(
      "PORTONE_SANDBOX_ID",
      "is set, but PORTONE_API_BASE does not name a sandbox",
      "PORTONE_API_BASE=http://127.0.0.1:4010",
    );
  }
  if (!real && sandboxId === undefined) {
    report.problem(
      "PORTONE_SANDBOX_ID",
      "is missing, but PORTONE_API_BASE names a sandbox; `npm run sandbox` prints it",
      "PORTONE_SANDBOX_ID=sandbox-…",
    );
  }
  return {
    target: real ? { kind: "portone", base, storeId } : { kind: "sandbox", sandboxId: sandboxId ?? "", base },
    portoneApiBase: base,
    portoneApiSecret: secret ?? "",
    portoneStoreId: storeId,
    portoneWebhookSecrets: live,
    portoneWebhookSecretsTest: test,
    cancelTimeoutMs: readCancelTimeout(report, real),
  };
}

/** PortOne waits up to 60 s for a PG, so a shorter limit would miss answers that still come. */
function readCancelTimeout(report: EnvReport, real: boolean): number {
  const limits = real ? whole(60_000, 170_000) : whole(200, 170_000);
  return report.read("DESK_CANCEL_TIMEOUT_MS", limits, 75_000, "75000");
}

function checkSandboxDatabase(report: EnvReport, desk: DeskEnv): void {
  const allowed = report.read("DESK_SANDBOX", z.enum(["0", "1"], "must be 1 or absent"), "0", "1") === "1";
  if (desk.databaseUrl !== undefined && !isLocalDatabase(desk.databaseUrl) && !allowed) {
    report.problem(
      "DESK_SANDBOX",
      "must be 1 to run the sandbox beside a database on another machine; for the real PortOne set PORTONE_API_SECRET",
      "1",
    );
  }
}
