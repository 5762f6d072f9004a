// Answers of a provider that lies, is broken, or says less than it should.
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SignInProviderEnv } from "@/lib/env";
import { readProviderAnswer } from "./provider";

const key = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 });
const flow = {
  verifier: "v".repeat(43),
  state: "the state",
  nonce: "the nonce",
  next: "/",
  confirms: false,
  begunAt: Date.now(),
};

type Answer = {
  claims: Record<string, unknown>;
  /** What the userinfo endpoint answers; without it there is none. */
  more: Record<string, unknown> | null;
  signedBy: typeof key.privateKey;
  status: number;
};

let server: Server;
let provider: SignInProviderEnv;
let answer: Answer;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url?.split("?")[0];
    const send = (body: unknown, status = 200) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const { issuer } = provider;
    if (path === "/.well-known/openid-configuration")
      return send({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        userinfo_endpoint: `${issuer}/userinfo`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    if (path === "/keys")
      return send({
        keys: [{ ...key.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
      });
    if (path === "/userinfo") return send(answer.more ?? { sub: answer.claims.sub });
    if (answer.status !== 200) return send({ error: "server_error" }, answer.status);
    return send({ access_token: "an access token", token_type: "Bearer", id_token: tokenOf(answer) });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  provider = {
    issuer: `http://127.0.0.1:${port}`,
    clientId: "refund-desk",
    clientSecret: "secret",
    name: "SSO",
    defaultRole: null,
    scope: "openid",
    groupsClaim: "groups",
    groupRoles: [],
    trustsEmail: false,
    passkeysConfirm: false,
    passwordOnlyFor: null,
  };
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  answer = {
    claims: {
      iss: provider.issuer,
      sub: "person-1",
      aud: "refund-desk",
      nonce: flow.nonce,
      iat: seconds(0),
      exp: seconds(300),
      email: "person@example.com",
      email_verified: true,
      name: "남궁민수",
      groups: ["refund-operators"],
    },
    more: null,
    signedBy: key.privateKey,
    status: 200,
  };
});

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;

function tokenOf({ claims, signedBy }: Answer): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", kid: "1" })}.${part(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), signedBy).toString("base64url")}`;
}

const read = (
  search = "?code=a-code&state=the+state",
  changes: Partial<typeof flow> = {},
  of: SignInProviderEnv = provider,
) =>
  readProviderAnswer(
    of,
    { ...flow, ...changes },
    new URL(`http://localhost:3000/sign-in/provider/callback${search}`),
  );
const refused = (code: string) => ({ ok: false, error: { code } });

test("a right answer names the person", async () => {
  expect(await read()).toEqual({
    ok: true,
    value: {
      issuer: provider.issuer,
      subject: "person-1",
      email: "person@example.com",
      isEmailVerified: true,
      name: "남궁민수",
      groups: ["refund-operators"],
    },
  });
});

describe("is refused", () => {
  test.each([
    ["another issuer", { iss: "https://login.example.org" }],
    ["another audience", { aud: "another-client" }],
    ["two audiences, for another one", { aud: ["refund-desk", "another"], azp: "another" }],
    ["another nonce", { nonce: "another" }],
    ["no nonce", { nonce: undefined }],
    ["an expired token", { iat: seconds(-7_200), exp: seconds(-3_600) }],
    ["no subject", { sub: undefined }],
  ])("%s", async (_, changes) => {
    Object.assign(answer.claims, changes);
    expect(await read()).toMatchObject(refused("answer-wrong"));
  });

  test("a signature of another key", async () => {
    answer.signedBy = otherKey.privateKey;
    expect(await read()).toMatchObject(refused("answer-wrong"));
  });

  test.each([
    "?code=a-code&state=another",
    "?code=a-code",
    "?state=the+state",
    "",
    "?code=a&code=b&state=the+state",
  ])("the address %s", async (search) => {
    expect(await read(search)).toMatchObject(refused("answer-wrong"));
  });

  test("an answer of the provider that the person turned back, or that it is broken", async () => {
    expect(await read("?error=access_denied&state=the+state")).toMatchObject(refused("denied"));
    expect(await read("?error=server_error&state=the+state")).toMatchObject(refused("answer-wrong"));
    // The state protects also against a denial that another site sends.
    expect(await read("?error=access_denied&state=another")).toMatchObject(refused("answer-wrong"));
    answer.status = 400;
    expect(await read()).toMatchObject(refused("answer-wrong"));
  });
});

test("a confirmation needs a sign-in after it began", async () => {
  const confirms = { confirms: true };
  expect(await read(undefined, confirms)).toMatchObject(refused("not-fresh"));
  answer.claims.auth_time = seconds(-600);
  expect(await read(undefined, confirms)).toMatchObject(refused("not-fresh"));
  answer.claims.auth_time = seconds(0);
  expect(await read(undefined, confirms)).toMatchObject({ ok: true });
});

test("what the token leaves out is asked for, and never replaces what the token says", async () => {
  delete answer.claims.email;
  delete answer.claims.groups;
  answer.more = { sub: "person-1", email: "asked@example.com", groups: ["a"], name: "다른 이름" };
  expect(await read()).toMatchObject({
    ok: true,
    value: { email: "asked@example.com", groups: ["a"], name: "남궁민수" },
  });
  answer.more = { sub: "person-2", email: "other@example.com" };
  expect(await read()).toMatchObject(refused("answer-wrong"));
});

test("an address counts as verified where the provider says so, or by a setting", async () => {
  answer.claims.email_verified = false;
  expect(await read()).toMatchObject({ value: { isEmailVerified: false } });
  delete answer.claims.email_verified;
  expect(await read()).toMatchObject({ value: { isEmailVerified: false } });
  const trusted = { ...provider, trustsEmail: true };
  expect(await read(undefined, {}, trusted)).toMatchObject({ value: { isEmailVerified: true } });
  answer.claims.email_verified = false;
  expect(await read(undefined, {}, trusted)).toMatchObject({ value: { isEmailVerified: false } });
});

test("claims of another shape do not break the sign-in", async () => {
  Object.assign(answer.claims, { groups: "refund-admins", name: 5 });
  expect(await read()).toMatchObject(refused("answer-wrong"));
  Object.assign(answer.claims, { name: undefined, preferred_username: "minsu" });
  expect(await read()).toMatchObject({ ok: true, value: { groups: null, name: "minsu" } });
});

test("a provider that does not answer is unreachable, and is asked again the next time", async () => {
  const { issuer } = provider;
  provider = { ...provider, issuer: "http://127.0.0.1:9" };
  expect(await read()).toMatchObject(refused("unreachable"));
  provider = { ...provider, issuer };
  expect(await read()).toMatchObject({ ok: true });
});

test.each([429, 500, 503])(
  "a provider that answers %i is unreachable, and not to blame for a wrong answer",
  async (status) => {
    answer.status = status;
    expect(await read()).toMatchObject(refused("unreachable"));
  },
);
