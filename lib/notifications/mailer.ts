// Sends mail by SMTP (RFC 5321). Nothing of a mail, its recipient included, reaches the log.
import "server-only";
import { createTransport } from "nodemailer";
import { err, ok, type Result } from "@/lib/domain/result";
import type { MailSender, SmtpServer } from "@/lib/env-shapes";
import { log } from "@/lib/log";

/** Plain text. */
export type Mail = { to: string; subject: string; text: string };

export type Mailer = {
  /** Returns once the server has accepted the mail, `mail-failed` otherwise: the mail may still arrive after a missing answer. */
  send(mail: Mail): Promise<Result<null, "mail-failed">>;
};

type MailerOptions = {
  server: SmtpServer;
  from: MailSender;
  /** Certificate of an own authority, PEM; those of Node otherwise. */
  ca?: string;
  limitMs?: number;
};

/** A server that answers slowly must not hold a person for longer. */
const defaultLimitMs = 20_000;

export function createMailer({ server, from, ca, limitMs = defaultLimitMs }: MailerOptions): Mailer {
  const { host, port, isImplicitTls, isLocal, user, password } = server;
  const transport = createTransport({
    // A name server could give "localhost" another address.
    host: host === "localhost" && isLocal ? "127.0.0.1" : host,
    port,
    secure: isImplicitTls,
    // A password or a link in clear text would be readable on the way. On this machine there is no way, and a mail server
    // here seldom has a certificate for the machine's own names.
    requireTLS: !isImplicitTls && !isLocal,
    ignoreTLS: !isImplicitTls && isLocal,
    ...(user === null || password === null ? {} : { auth: { user, pass: password } }),
    tls: { minVersion: "TLSv1.2", ...(ca === undefined ? {} : { ca }) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to: { name: "", address: to },
          subject,
          text,
          textEncoding: "base64",
          signal: AbortSignal.timeout(limitMs),
        });
        return ok(null);
      } catch (error) {
        // The message of an error may repeat the address of the recipient.
        log.warn({ failure: failureOf(error) }, "a mail was not sent");
        return err("mail-failed");
      }
    },
  };
}

function failureOf(error: unknown): Record<string, string | number> {
  const known: Record<string, string | number> = {};
  if (typeof error !== "object" || error === null) return known;
  for (const name of ["code", "command", "responseCode"] as const) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === "string" || typeof value === "number") known[name] = value;
  }
  return known;
}
