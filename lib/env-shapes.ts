// Messages never repeat the value, which may be secret.
import { domainToASCII } from "node:url";
import * as z from "zod";

export const PORTONE_API = "https://api.portone.io";
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export function isLoopback(hostname: string): boolean {
  const bare = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || /^127(\.\d{1,3}){3}$/.test(bare);
}

/** Returns true for loopback or a unix socket, false for an unreadable URL. */
export function isLocalDatabase(databaseUrl: string): boolean {
  if (!URL.canParse(databaseUrl)) return false;
  const url = new URL(databaseUrl);
  const hosts = url.searchParams.getAll("host");
  return (hosts.length > 0 ? hosts : [url.hostname.replaceAll(/%2f/gi, "/")]).every(
    (host) => host === "" || host.startsWith("/") || isLoopback(host),
  );
}

export function whole(from: number, to: number): z.ZodType<number, string> {
  const why = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, why)
    .transform(Number)
    .refine((value) => value >= from && value <= to, why);
}

/** For an HTTP header: a copied secret may contain line breaks and blanks. */
export const oneWord = z.string().regex(/^[\x21-\x7e]+$/, "must be one word without blanks");

export const databaseAddress = z
  .string()
  .refine(
    (value) => URL.canParse(value) && ["postgres:", "postgresql:"].includes(new URL(value).protocol),
    "must be an address that begins with postgres://",
  );

export const deskOrigin = z
  .string()
  .refine((value) => isBareOrigin(value), "must be an origin: scheme, host and port, without a path")
  .refine(
    (value) =>
      isBareOrigin(value) && (new URL(value).protocol === "https:" || isLoopback(new URL(value).hostname)),
    "must begin with https:// unless it is this machine",
  )
  .transform((value) => new URL(value).origin);

export const apiBase = z
  .string()
  .refine(
    (value) =>
      isBareOrigin(value) &&
      (new URL(value).origin === PORTONE_API ||
        (new URL(value).protocol === "http:" && isLoopback(new URL(value).hostname))),
    `must be ${PORTONE_API} or http:// on this machine`,
  )
  .transform((value) => new URL(value).origin);

export const encryptionKeyText = z
  .string()
  .refine(
    (value) => isBase64(value) && Buffer.from(value, "base64").length === 32,
    "must be exactly 32 bytes in base64",
  );

/** Standard Webhooks requires a key of 24 to 64 bytes: https://github.com/standard-webhooks/standard-webhooks */
const leastKeyBytes = 24;

export const webhookSecrets = z
  .string()
  .refine(
    (value) => !/(^|,)\s*v1\s*,/i.test(value),
    "must not begin with v1, which is the version before a signature and no part of the secret",
  )
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  )
  .refine(
    (parts) => parts.length >= 1 && parts.length <= 2,
    "must be one secret, or two separated by a comma during rotation",
  )
  .refine(
    (parts) => parts.every((part) => isBase64(part.replace(/^whsec_/, ""))),
    "must be base64, with or without whsec_ before it",
  )
  .refine(
    (parts) =>
      parts.every((part) => Buffer.from(part.replace(/^whsec_/, ""), "base64").length >= leastKeyBytes),
    `must hold at least ${leastKeyBytes} bytes: a shorter key can be guessed, and anyone could sign webhooks`,
  );

const commaList = z.string().transform((value) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

export const pgCodes = commaList.refine(
  (codes) => codes.every((code) => /^[A-Z][A-Z0-9_]*$/.test(code)),
  "must be PG codes as PortOne writes them, separated by commas",
);

export const auditPublicKeys = commaList.refine(
  (keys) => keys.every((key) => /^[\w-]{43}$/.test(key)),
  "must be public keys of the audit's checkpoints, separated by commas",
);

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise by STARTTLS, except on this machine. */
  readonly isImplicitTls: boolean;
  readonly isLocal: boolean;
  readonly user: string | null;
  readonly password: string | null;
};

const smtpPorts: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };

const smtpRule =
  "must be smtp:// or smtps:// with a host, user and password or neither, percent-encoded, and a port where it is not 587 or 465";

export const smtpServer = z.string().transform((value, context): SmtpServer => {
  const server = smtpServerIn(value);
  if (server !== null) return server;
  context.addIssue({ code: "custom", message: smtpRule });
  return z.NEVER;
});

function smtpServerIn(value: string): SmtpServer | null {
  const url = URL.parse(value);
  const defaultPort = smtpPorts[url?.protocol ?? ""];
  if (url === null || defaultPort === undefined) return null;
  if (!/^\/?$/.test(url.pathname) || url.search !== "" || url.hash !== "") return null;
  const [user, password, name] = [url.username, url.password, url.hostname].map(decoded);
  if (user == null || password == null || (user === "") !== (password === "")) return null;
  // Not a special scheme: the host is not read as one of https is.
  const host = domainToASCII(name ?? "").replace(/^\[|\]$/g, "");
  const port = url.port === "" ? defaultPort : Number(url.port);
  if (host === "" || port === 0) return null;
  return {
    host,
    port,
    isImplicitTls: url.protocol === "smtps:",
    isLocal: isLoopback(host),
    user: user || null,
    password: password || null,
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The address of an OpenID provider, as the provider writes it. Plain http is for a provider on this machine. */
export const issuerAddress = z
  .string()
  // Everybody with any Microsoft account signs in there, and their own administrators set the addresses.
  .refine(
    (value) => !/^https:\/\/login\.microsoftonline\.[a-z.]+\/(common|organizations|consumers)\b/i.test(value),
    "must name one tenant, not those of all companies",
  )
  .refine(
    (value) => isIssuer(value),
    "must be an address that begins with https://, without query and fragment",
  );

function isIssuer(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || url.search !== "" || url.hash !== "" || url.username !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

/** Groups of the provider with the roles that they give, most important first. */
export const groupRoles = z.string().transform((value, context): readonly GroupRole[] => {
  const read = z.array(z.tuple([z.string().min(1), z.string().min(1)])).safeParse(jsonOf(value));
  if (read.success) return read.data.map(([group, role]) => ({ group, role }));
  context.addIssue({ code: "custom", message: "must be a JSON list of pairs of a group and a role" });
  return z.NEVER;
});

export type GroupRole = { readonly group: string; readonly role: string };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const emailAddress = z
  .string()
  .transform((value) => value.normalize("NFC").toLowerCase())
  .pipe(z.email("must be an e-mail address"));

export type MailSender = { readonly name: string; readonly address: string };

/** An address, or a name with the address in angle brackets. */
export const mailSender = z
  .string()
  .regex(
    /^(?:[^<>@"\p{Cc}]+ <[^\s<>@",;:()]+@[^\s<>@",;:()]+>|[^\s<>@",;:()]+@[^\s<>@",;:()]+)$/u,
    "must be an address, or a name and the address in angle brackets",
  )
  .transform((value): MailSender => {
    const [, name = "", address = value] = /^(.+) <(.+)>$/u.exec(value) ?? [];
    return { name: name.trim(), address };
  });

function isBareOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (
    ["http:", "https:"].includes(url.protocol) &&
    url.username === "" &&
    url.password === "" &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === ""
  );
}

/** With or without padding at the end, as for `atob`, which the SDK uses for webhook secrets. */
function isBase64(value: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(value) && value.replaceAll("=", "").length % 4 !== 1;
}
