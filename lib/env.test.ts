import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeProblems, parseEnv, parseEnvBeforeSandbox } from "./env.ts";
import type { Source } from "./env-report.ts";
import { isLocalDatabase, isLoopback } from "./env-shapes.ts";

const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const portone = { PORTONE_API_SECRET: "api-secret", PORTONE_WEBHOOK_SECRET: webhookSecret };
const sandbox = { ...portone, PORTONE_API_BASE: "http://127.0.0.1:4010", PORTONE_SANDBOX_ID: "sandbox-1" };
const postgres = {
  DATABASE_URL: "postgres://desk:pw@127.0.0.1:5432/desk",
  DESK_AUTH_SECRET: "a".repeat(32),
  DESK_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
};

function problemsOf(source: Source): string[] {
  const parsed = parseEnv(source);
  return parsed.ok ? [] : parsed.problems.map(({ name }) => name);
}

describe("mail", () => {
  const url = { DESK_URL: "https://refunds.example.com", DESK_TRUSTED_PROXIES: "1" };
  const from = { ...url, DESK_MAIL_FROM: "환불데스크 <desk@example.com>" };
  const smtp = (url: string) => {
    const parsed = parseEnv({ ...portone, ...from, DESK_SMTP_URL: url });
    return parsed.ok ? parsed.env.mail?.server : parsed.problems.map(({ name }) => name);
  };
  const remote = { host: "smtp.example.com", isLocal: false, user: null, password: null };

  test.each([
    ["smtp://smtp.example.com", { ...remote, port: 587, isImplicitTls: false }],
    ["smtps://smtp.example.com", { ...remote, port: 465, isImplicitTls: true }],
    [
      "smtps://desk%40example.com:p%40ss%2Fword@smtp.example.com:8465/",
      { ...remote, port: 8465, isImplicitTls: true, user: "desk@example.com", password: "p@ss/word" },
    ],
    [
      "smtp://127.0.0.1:2525",
      { ...remote, host: "127.0.0.1", port: 2525, isImplicitTls: false, isLocal: true },
    ],
    ["smtps://메일.example", { ...remote, host: "xn--h32bq4v.example", port: 465, isImplicitTls: true }],
    ["smtp://[::1]:2525", { ...remote, host: "::1", port: 2525, isImplicitTls: false, isLocal: true }],
  ])("%s is a mail server", (url, server) => {
    expect(smtp(url)).toEqual(server);
  });

  test.each([
    "smtp.example.com:587",
    "https://smtp.example.com",
    "smtp://",
    "smtp://smtp.example.com/path",
    "smtp://smtp.example.com?x=1",
    "smtp://user:%zz@smtp.example.com",
    "smtp://user:p%ff@smtp.example.com",
    "smtp://user@smtp.example.com",
    "smtp://:password@smtp.example.com",
    "smtp://smtp.example.com:0",
  ])("%s is none", (url) => {
    expect(smtp(url)).toEqual(["DESK_SMTP_URL"]);
  });

  test.each([
    ["desk@example.com", { name: "", address: "desk@example.com" }],
    [
      "Refund: desk (Korea) <desk@example.com>",
      { name: "Refund: desk (Korea)", address: "desk@example.com" },
    ],
  ])("%s is a sender", (sender, read) => {
    const values = { ...portone, ...url, DESK_SMTP_URL: "smtps://smtp.example.com", DESK_MAIL_FROM: sender };
    expect(parseEnv(values)).toMatchObject({ env: { mail: { from: read } } });
  });

  test.each([
    "desk",
    "<desk@example.com>",
    "a@example.com, b@example.com",
    "a,b@example.com",
    "Desk\r\nBcc: x <desk@example.com>",
  ])("%j is no sender", (sender) => {
    expect(
      problemsOf({
        ...portone,
        ...url,
        DESK_SMTP_URL: "smtps://smtp.example.com",
        DESK_MAIL_FROM: sender,
      }),
    ).toEqual(["DESK_MAIL_FROM"]);
  });

  test("needs both values, and the address of the desk", () => {
    expect(problemsOf({ ...portone, ...from })).toEqual(["DESK_SMTP_URL"]);
    const server = { ...portone, DESK_SMTP_URL: "smtps://smtp.example.com" };
    expect(problemsOf({ ...server, ...url })).toEqual(["DESK_MAIL_FROM"]);
    expect(problemsOf({ ...server, DESK_MAIL_FROM: "desk@example.com" })).toEqual(["DESK_URL"]);
  });
});

describe("a sign-in provider", () => {
  const provider = {
    DESK_URL: "https://refunds.example.com",
    DESK_TRUSTED_PROXIES: "1",
    DESK_OIDC_ISSUER: "https://login.example.com/realms/company/",
    DESK_OIDC_CLIENT_ID: "refund-desk",
    DESK_OIDC_CLIENT_SECRET: "a-secret",
  };
  const read = (changes: Record<string, string>) => {
    const parsed = parseEnv({ ...portone, ...provider, ...changes });
    return parsed.ok ? parsed.env.signInProvider : parsed.problems.map(({ name }) => name);
  };

  test("is absent by default, and has a name, a claim of groups and no roles by default", () => {
    expect(parseEnv(portone)).toMatchObject({ env: { signInProvider: null } });
    expect(read({})).toEqual({
      issuer: "https://login.example.com/realms/company/",
      clientId: "refund-desk",
      clientSecret: "a-secret",
      name: "SSO",
      defaultRole: null,
      scope: "openid email profile",
      groupsClaim: "groups",
      groupRoles: [],
      trustsEmail: false,
      passkeysConfirm: false,
      passwordOnlyFor: null,
    });
  });

  test("reads groups in their order, and the emergency account in lower case", () => {
    const roles = '[["2","admin"],["1","operator"]]';
    expect(read({ DESK_OIDC_ROLES: roles, DESK_OIDC_ONLY_EXCEPT: "Admin@Example.com" })).toMatchObject({
      groupRoles: [
        { group: "2", role: "admin" },
        { group: "1", role: "operator" },
      ],
      passwordOnlyFor: "admin@example.com",
    });
  });

  test.each([
    ["DESK_OIDC_ISSUER", "http://login.example.com"],
    ["DESK_OIDC_ISSUER", "login.example.com"],
    ["DESK_OIDC_ISSUER", "https://login.example.com/?tenant=1"],
    ["DESK_OIDC_ISSUER", "https://user:password@login.example.com"],
    ["DESK_OIDC_ISSUER", "https://login.microsoftonline.com/common/v2.0"],
    ["DESK_OIDC_ISSUER", "https://login.microsoftonline.com/organizations/v2.0"],
    ["DESK_OIDC_ROLES", "refund-admins=admin"],
    ["DESK_OIDC_ROLES", '{"refund-admins":"admin"}'],
    ["DESK_OIDC_ROLES", '[["refund-admins"]]'],
    ["DESK_OIDC_TRUST_EMAIL", "yes"],
    ["DESK_OIDC_PASSKEYS_CONFIRM", "true"],
    ["DESK_OIDC_ONLY_EXCEPT", "admin"],
    ["DESK_OIDC_SCOPE", "email"],
    ["DESK_OIDC_NAME", "x".repeat(41)],
  ])("%s does not take %s", (name, value) => {
    expect(read({ [name]: value })).toEqual([name]);
  });

  test.each(["DESK_OIDC_ISSUER", "DESK_OIDC_CLIENT_ID", "DESK_OIDC_CLIENT_SECRET", "DESK_URL"])(
    "needs %s",
    (name) => {
      expect(read({ [name]: "", ...(name === "DESK_URL" && { DESK_TRUSTED_PROXIES: "" }) })).toEqual([name]);
    },
  );

  test("is wanted as soon as one of its values is set", () => {
    expect(problemsOf({ ...portone, DESK_URL: "http://localhost:3000", DESK_OIDC_NAME: "Okta" })).toEqual([
      "DESK_OIDC_ISSUER",
      "DESK_OIDC_CLIENT_ID",
      "DESK_OIDC_CLIENT_SECRET",
    ]);
  });
});

describe("a valid environment", () => {
  test("of PortOne has defaults", () => {
    expect(parseEnv(portone)).toEqual({
      ok: true,
      env: {
        port: 3000,
        host: "127.0.0.1",
        deskUrl: "http://localhost:3000",
        databaseKind: "embedded",
        databaseUrl: undefined,
        dataDir: ".data",
        authSecret: undefined,
        encryptionKey: undefined,
        earlierAuditKeys: [],
        trustedProxies: 0,
        reasonWithoutNumber: [],
        mail: null,
        allowsPrivateAlerts: false,
        signInProvider: null,
        logLevel: "info",
        target: { kind: "portone", base: "https://api.portone.io", storeId: null },
        portoneApiBase: "https://api.portone.io",
        portoneApiSecret: "api-secret",
        portoneStoreId: null,
        portoneWebhookSecrets: [webhookSecret],
        portoneWebhookSecretsTest: [],
        cancelTimeoutMs: 75_000,
      },
    });
  });

  test("of a sandbox on PostgreSQL behind a proxy is read", () => {
    const parsed = parseEnv({
      ...sandbox,
      ...postgres,
      PORT: "8080",
      DESK_URL: "https://refunds.example.com/",
      DESK_TRUSTED_PROXIES: "1",
      DESK_REASON_WITHOUT_NUMBER: "KSNET, SMARTRO_V2",
      DESK_CANCEL_TIMEOUT_MS: "200",
      PORTONE_WEBHOOK_SECRET_TEST: `${webhookSecret}, ${Buffer.alloc(24).toString("base64")}`,
    });
    expect(parsed).toMatchObject({
      ok: true,
      env: {
        port: 8080,
        deskUrl: "https://refunds.example.com",
        databaseKind: "postgres",
        trustedProxies: 1,
        reasonWithoutNumber: ["KSNET", "SMARTRO_V2"],
        cancelTimeoutMs: 200,
        target: { kind: "sandbox", sandboxId: "sandbox-1", base: "http://127.0.0.1:4010" },
        portoneWebhookSecretsTest: [webhookSecret, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
      },
    });
  });

  test("may have empty values, which count as absent", () => {
    expect(parseEnv({ ...portone, DATABASE_URL: "", DESK_ENCRYPTION_KEY: " ", PORT: "" })).toMatchObject({
      ok: true,
      env: { databaseKind: "embedded", port: 3000 },
    });
  });
});

describe("a wrong value", () => {
  const wrong: [string, string][] = [
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["HOST", "http://x"],
    ["DESK_URL", "refunds.example.com"],
    ["DESK_URL", "http://refunds.example.com"],
    ["DESK_URL", "https://refunds.example.com/desk"],
    ["DESK_URL", "https://user:pw@refunds.example.com"],
    ["DATABASE_URL", "mysql://127.0.0.1/desk"],
    ["DATABASE_URL", "127.0.0.1:5432"],
    ["DESK_AUTH_SECRET", "a".repeat(31)],
    ["DESK_ENCRYPTION_KEY", Buffer.alloc(31).toString("base64")],
    ["DESK_ENCRYPTION_KEY", "?".repeat(44)],
    ["DESK_TRUSTED_PROXIES", "-1"],
    ["DESK_REASON_WITHOUT_NUMBER", "ksnet"],
    ["DESK_AUDIT_OLD_KEYS", "short"],
    ["DESK_CANCEL_TIMEOUT_MS", "59999"],
    ["DESK_CANCEL_TIMEOUT_MS", "170001"],
    ["LOG_LEVEL", "loud"],
    ["PORTONE_API_SECRET", "two words"],
    ["PORTONE_API_BASE", "https://api.portone.io/v2"],
    ["PORTONE_API_BASE", "https://api.portone.io.example.com"],
    ["PORTONE_API_BASE", "http://10.0.0.1:4010"],
    ["PORTONE_WEBHOOK_SECRET", "whsec_not-base64"],
    ["PORTONE_WEBHOOK_SECRET", `v1,${webhookSecret}`],
    ["PORTONE_WEBHOOK_SECRET", "test"],
    ["PORTONE_WEBHOOK_SECRET", "changeme"],
    ["PORTONE_WEBHOOK_SECRET", "whsec_AAAA"],
    ["PORTONE_WEBHOOK_SECRET_TEST", `whsec_${Buffer.alloc(23, 7).toString("base64")}`],
    ["PORTONE_WEBHOOK_SECRET", [webhookSecret, webhookSecret, webhookSecret].join()],
    ["PORTONE_WEBHOOK_SECRET_TEST", ","],
  ];
  test.each(wrong)("%s=%s is a problem of that name", (name, value) => {
    expect(problemsOf({ ...portone, [name]: value })).toContain(name);
  });

  test("of a webhook secret is reported with the reason", () => {
    const why = (value: string) => {
      const parsed = parseEnv({ ...portone, PORTONE_WEBHOOK_SECRET: value });
      return parsed.ok ? null : parsed.problems[0]?.why;
    };
    expect(why(`v1,${webhookSecret}`)).toContain("the version before a signature");
    expect(why("whsec_AAAA")).toContain("at least 24 bytes");
    expect(why(`whsec_${Buffer.alloc(24, 7).toString("base64")}`)).toBeNull();
  });

  test("is not repeated in the message", () => {
    const names = [...new Set(wrong.map(([name]) => name))];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.stringMatching(/^[\w!?@ ]{12,40}$/), (name, value) => {
        const parsed = parseEnv({ ...portone, [name]: value });
        if (!parsed.ok) expect(describeProblems(parsed.problems).join("\n")).not.toContain(value.trim());
      }),
    );
  });
});

describe("contradicting values are reported", () => {
  test("an API secret without a webhook secret, and the reverse", () => {
    expect(problemsOf({ PORTONE_API_SECRET: "s" })).toEqual(["PORTONE_WEBHOOK_SECRET"]);
    expect(problemsOf({ PORTONE_WEBHOOK_SECRET: webhookSecret })).toEqual(["PORTONE_API_SECRET"]);
    expect(problemsOf({ PORTONE_API_SECRET: "s", PORTONE_WEBHOOK_SECRET_TEST: webhookSecret })).toEqual([]);
  });

  test("PostgreSQL without the keys that all instances share", () => {
    expect(problemsOf({ ...portone, DATABASE_URL: postgres.DATABASE_URL })).toEqual([
      "DESK_AUTH_SECRET",
      "DESK_ENCRYPTION_KEY",
    ]);
  });

  test("a sandbox id without a sandbox's address, and the reverse", () => {
    expect(problemsOf({ ...portone, PORTONE_SANDBOX_ID: "sandbox-1" })).toEqual(["PORTONE_SANDBOX_ID"]);
    expect(problemsOf({ ...portone, PORTONE_API_BASE: "http://localhost:4010" })).toEqual([
      "PORTONE_SANDBOX_ID",
    ]);
  });

  test("a sandbox with a database on another machine, unless confirmed", () => {
    const remote = { ...sandbox, ...postgres, DATABASE_URL: "postgres://desk@db.example.com/desk" };
    expect(problemsOf(remote)).toEqual(["DESK_SANDBOX"]);
    expect(problemsOf({ ...remote, DESK_SANDBOX: "1" })).toEqual([]);
    expect(problemsOf({ ...portone, ...postgres, DATABASE_URL: remote.DATABASE_URL })).toEqual([]);
  });
});

describe("before a sandbox is started", () => {
  test("no value of PortOne is required", () => {
    expect(parseEnvBeforeSandbox({})).toMatchObject({
      ok: true,
      env: { port: 3000, databaseKind: "embedded" },
    });
  });

  test.each([
    "PORTONE_WEBHOOK_SECRET",
    "PORTONE_WEBHOOK_SECRET_TEST",
    "PORTONE_STORE_ID",
    "PORTONE_API_BASE",
    "PORTONE_SANDBOX_ID",
  ])("%s means that the API secret was forgotten", (name) => {
    expect(parseEnvBeforeSandbox({ [name]: "x" })).toMatchObject({ ok: false, problems: [{ name }] });
  });

  test("the desk must be reachable over loopback", () => {
    expect(parseEnvBeforeSandbox({ HOST: "192.0.2.1" })).toMatchObject({
      ok: false,
      problems: [{ name: "HOST" }],
    });
    expect(parseEnvBeforeSandbox({ HOST: "0.0.0.0" })).toMatchObject({ ok: true });
  });

  test("before the sandbox, the limit of a cancel is checked too", () => {
    expect(parseEnvBeforeSandbox({ DESK_CANCEL_TIMEOUT_MS: "soon" })).toMatchObject({
      ok: false,
      problems: [{ name: "DESK_CANCEL_TIMEOUT_MS" }],
    });
  });

  test("a database on another machine must be confirmed", () => {
    const remote = { ...postgres, DATABASE_URL: "postgres://desk@db.example.com/desk" };
    expect(parseEnvBeforeSandbox(remote)).toMatchObject({ ok: false, problems: [{ name: "DESK_SANDBOX" }] });
  });
});

test("problems are described one per line, with name, reason and example", () => {
  const parsed = parseEnv({ ...portone, PORT: "x" });
  expect(parsed.ok ? [] : describeProblems(parsed.problems)).toEqual([
    "PORT: must be a whole number from 1 to 65535 (example: PORT=3000)",
  ]);
});

test.each([
  ["localhost", true],
  ["127.8.9.1", true],
  ["[::1]", true],
  ["127.0.0.1.example.com", false],
  ["0.0.0.0", false],
  ["localhost.example.com", false],
])("loopback: %s is %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test.each([
  ["postgres://a@127.0.0.1/d", true],
  ["postgres://localhost:5432/d", true],
  ["postgres:///d?host=/var/run/postgresql", true],
  ["postgres://%2Fvar%2Frun/d", true],
  ["postgres://127.0.0.1/d?host=db.example.com", false],
  ["postgres://db/d", false],
  ["not an address", false],
])("local database: %s is %s", (url, expected) => {
  expect(isLocalDatabase(url)).toBe(expected);
});

test("an https address requires the number of proxies, which may be 0", () => {
  const https = { ...portone, DESK_URL: "https://refunds.example.com" };
  expect(problemsOf(https)).toEqual(["DESK_TRUSTED_PROXIES"]);
  for (const DESK_TRUSTED_PROXIES of ["0", "1", "2"])
    expect(problemsOf({ ...https, DESK_TRUSTED_PROXIES })).toEqual([]);
});
