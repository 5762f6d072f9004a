// Sign-in by the company's OpenID provider: authorization code with PKCE, state and nonce, by openid-client. The browser keeps
// the secrets of a flow in an encrypted cookie, so that an answer counts only in the browser that began the flow.
import "server-only";
import { cookies } from "next/headers";
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import * as z from "zod/mini";
import { appContext } from "@/lib/context";
import type { ProvidedPerson, ProviderError } from "@/lib/domain/people/provider-sign-in";
import { err, ok, type Result } from "@/lib/domain/result";
import type { SignInProviderEnv } from "@/lib/env";
import { createRateLimitedLog, log } from "@/lib/log";

const flowCookie = "refund-desk.provider-sign-in";
const flowLifetimeS = 10 * 60;
const timeoutS = 10;
/** The clocks of the desk and the provider may differ by this much (seconds). */
const clockToleranceS = 5;
/** Characters. A browser drops a cookie of more than 4 KB. */
const longestNext = 1_000;

export const callbackPath = "/sign-in/provider/callback";

const flowShape = z.object({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  /** Address on this site. */
  next: z.string(),
  /** The flow confirms a person who is signed in already. */
  confirms: z.boolean(),
  /** Milliseconds, the desk's clock. */
  begunAt: z.number(),
});
export type Flow = z.infer<typeof flowShape>;

type Known = { provider: SignInProviderEnv; expiresAt: number; configuration: Promise<Configuration> };
const key = Symbol.for("refund-desk.sign-in-provider");
const holder = globalThis as { [key]?: Known };
/** Milliseconds for which the description of the provider is kept. */
const keptMs = 60 * 60_000;
/** Milliseconds for which a provider that could not be read is not asked again. */
const failureKeptMs = 5_000;

const logFailure = createRateLimitedLog((fields, message) => log.warn(fields, message));

async function configurationOf(provider: SignInProviderEnv): Promise<Configuration | null> {
  const before = holder[key];
  const known =
    before?.provider === provider && performance.now() < before.expiresAt ? before : read(provider);
  holder[key] = known;
  try {
    return await known.configuration;
  } catch (error) {
    logFailure("description", causeOf(error), "the description of the sign-in provider could not be read");
    known.expiresAt = Math.min(known.expiresAt, performance.now() + failureKeptMs);
    return null;
  }
}

function read(provider: SignInProviderEnv): Known {
  const issuer = new URL(provider.issuer);
  const configuration = discovery(issuer, provider.clientId, provider.clientSecret, undefined, {
    timeout: timeoutS,
    // openid-client checks no signature of a token that comes by TLS from the provider itself, unless told to.
    execute: [enableNonRepudiationChecks, ...(issuer.protocol === "http:" ? [allowInsecureRequests] : [])],
  });
  return { provider, expiresAt: performance.now() + keptMs, configuration };
}

/** Returns the address of the provider to which the browser goes next. */
export async function beginFlow(
  provider: SignInProviderEnv,
  { next, confirms }: Pick<Flow, "next" | "confirms">,
): Promise<Result<URL, ProviderError>> {
  const configuration = await configurationOf(provider);
  if (configuration === null) return err("unreachable");
  const flow: Flow = {
    verifier: randomPKCECodeVerifier(),
    state: randomState(),
    nonce: randomNonce(),
    next: next.length > longestNext ? "/" : next,
    confirms,
    begunAt: Date.now(),
  };
  const { env, cipher } = appContext();
  (await cookies()).set(flowCookie, cipher.encrypt(flowCookie, JSON.stringify(flow)), {
    httpOnly: true,
    // The provider's answer is a link from another site.
    sameSite: "lax",
    secure: env.deskUrl.startsWith("https:"),
    path: "/sign-in/provider",
    maxAge: flowLifetimeS,
  });
  return ok(
    buildAuthorizationUrl(configuration, {
      redirect_uri: `${env.deskUrl}${callbackPath}`,
      scope: provider.scope,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: "S256",
      state: flow.state,
      nonce: flow.nonce,
      ...(confirms && { prompt: "login", max_age: "0" }),
    }),
  );
}

/** Returns the flow of this browser that the state belongs to, and ends it: each answer of the provider counts once. */
export async function takeFlow(state: string | null): Promise<Flow | null> {
  const jar = await cookies();
  const stored = jar.get(flowCookie)?.value;
  if (stored === undefined) return null;
  const flow = flowIn(appContext().cipher.decrypt(flowCookie, stored));
  // The answer to an earlier flow, or one that another site made up, does not end this one.
  if (flow === null || flow.state !== state) return null;
  jar.delete({ name: flowCookie, path: "/sign-in/provider" });
  return Date.now() - flow.begunAt < flowLifetimeS * 1000 ? flow : null;
}

/** Null also for the cookie of another version of the desk. */
function flowIn(text: string | null): Flow | null {
  if (text === null) return null;
  const flow = flowShape.safeParse(JSON.parse(text));
  return flow.success ? flow.data : null;
}

const claimsShape = z.object({
  email: z.nullish(z.string()),
  email_verified: z.nullish(z.union([z.boolean(), z.string()])),
  name: z.nullish(z.string()),
  preferred_username: z.nullish(z.string()),
});

/** Exchanges the code of the provider's answer. openid-client checks state, nonce, issuer, audience, signature and expiry. */
export async function readProviderAnswer(
  provider: SignInProviderEnv,
  flow: Flow,
  answer: URL,
): Promise<Result<ProvidedPerson, ProviderError>> {
  const configuration = await configurationOf(provider);
  if (configuration === null) return err("unreachable");
  try {
    const tokens = await authorizationCodeGrant(configuration, answer, {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return err("answer-wrong");
    const begunS = Math.floor(flow.begunAt / 1000);
    if (flow.confirms && !((claims.auth_time ?? 0) >= begunS - clockToleranceS)) return err("not-fresh");
    return await personIn(provider, claims, () =>
      flow.confirms ? Promise.resolve({}) : moreClaims(configuration, tokens.access_token, claims.sub),
    );
  } catch (error) {
    if (error instanceof AuthorizationResponseError && error.error === "access_denied") return err("denied");
    if (isUnreachable(error)) {
      logFailure("unreachable", causeOf(error), "the sign-in provider could not be reached");
      return err("unreachable");
    }
    logFailure("refused", causeOf(error), "an answer of the sign-in provider was refused");
    return err("answer-wrong");
  }
}

/** Providers may leave e-mail and groups out of the token. One without an address for them answers nothing more. */
async function moreClaims(
  configuration: Configuration,
  accessToken: string,
  subject: string,
): Promise<Record<string, unknown>> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return fetchUserInfo(configuration, accessToken, subject);
}

type Claims = Record<string, unknown> & { iss: string; sub: string };

/** `ask`: for what the token leaves out. */
async function personIn(
  { groupsClaim, groupRoles, trustsEmail }: SignInProviderEnv,
  claims: Claims,
  ask: () => Promise<Record<string, unknown>>,
): Promise<Result<ProvidedPerson, ProviderError>> {
  const needsGroups = groupRoles.length > 0 && claims[groupsClaim] === undefined;
  const more = claims.email == null || needsGroups ? await ask() : {};
  const { name, preferred_username } = claimsShape.parse({ ...more, ...claims });
  // Address and flag of one source: another one may verify another address.
  const { email, email_verified } = claimsShape.parse(claims.email == null ? more : claims);
  const groups = claims[groupsClaim] ?? more[groupsClaim];
  return ok({
    issuer: claims.iss,
    subject: claims.sub,
    email: email ?? null,
    isEmailVerified:
      email_verified == null ? trustsEmail : email_verified === true || email_verified === "true",
    name: name ?? preferred_username ?? email ?? claims.sub,
    groups: Array.isArray(groups) ? groups.map(String) : null,
  });
}

/** The error itself may have the claims of the person. `error` of OAuth is a code, as "invalid_client". */
function causeOf(error: unknown): { code: unknown; oauth: unknown; message: string } {
  if (!(error instanceof Error)) return { code: null, oauth: null, message: String(error) };
  return {
    code: "code" in error ? error.code : null,
    oauth: "error" in error ? error.error : null,
    message: error.message,
  };
}

/** No connection (TypeError), the time-out (DOMException), or an error of the provider's server. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return isBusy(error);
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Response) return isBusy(cause);
  return cause instanceof TypeError || (cause instanceof DOMException && cause.name === "TimeoutError");
}

const isBusy = ({ status }: { status: number }) => status >= 500 || status === 429;
