// The company's OpenID provider of the tests: oidc-provider with its own forms. What it says of a person lies in files, which
// the workers of the tests write.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import Provider from "oidc-provider";
import { dataDir, port } from "./desk";
import { typeIn } from "./keyboard";

const providerPort = port + 4;
const issuer = `http://127.0.0.1:${providerPort}`;
const client = { id: "refund-desk", secret: "the-secret-of-the-refund-desk" };
const folder = join(dataDir, "provider");

export const signInProviderName = "한빛패스";

/** The environment of a desk whose people sign in by the provider. */
export const providerEnv = {
  DESK_OIDC_ISSUER: issuer,
  DESK_OIDC_CLIENT_ID: client.id,
  DESK_OIDC_CLIENT_SECRET: client.secret,
  DESK_OIDC_NAME: signInProviderName,
  DESK_OIDC_ROLES: JSON.stringify([
    ["refund-admins", "admin"],
    ["refund-operators", "operator"],
    ["refund-viewers", "viewer"],
  ]),
};

type Claims = { email: string; email_verified: boolean; name: string; groups: readonly string[] };

/** Says what the provider knows of the person who types this login. */
export function setClaims(login: string, claims: Claims): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${login}.json`), JSON.stringify(claims));
}

export async function startProvider(): Promise<{ close(): Promise<void> }> {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`http://localhost:${port}/sign-in/provider/callback`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    // As most providers of companies do, it puts the claims into the token.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    cookies: { keys: ["a key of the tests"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        ...(JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")) as Claims),
        sub: id,
      }),
    }),
  });
  const server = provider.listen(providerPort, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The provider's own pages want a font of another server. */
export async function withoutProviderFonts(context: BrowserContext): Promise<void> {
  await context.route("https://fonts.googleapis.com/**", (route) =>
    route.fulfill({ contentType: "text/css", body: "" }),
  );
}

/** Fills in the provider's own forms: who signs in, and that the desk may know it. */
export async function signInAtProvider(page: Page, login: string): Promise<void> {
  await typeIn(page.getByPlaceholder("Enter any login"), login);
  await typeIn(page.getByPlaceholder("and password"), "any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}
