// The mail server of the tests: it keeps what it accepts in files, where the workers of the tests find it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { dataDir, port } from "./desk";

export const mailPort = port + 3;
const folder = join(dataDir, "mail");
/** Mails to such an address are refused after their text. */
export const refusedDomain = "refused.example.com";

export async function startMailServer(): Promise<{ close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  let n = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        if (to.some((address) => address.endsWith(`@${refusedDomain}`))) {
          done(new Error("no such mailbox"));
          return;
        }
        n += 1;
        writeFileSync(
          join(folder, `${n}.json`),
          JSON.stringify({ to, text: Buffer.concat(chunks).toString() }),
        );
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(mailPort, "127.0.0.1", () => resolve());
  });
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Returns the link in the latest mail to the address. */
export async function linkMailedTo(address: string): Promise<string> {
  let link: string | null = null;
  await expect(() => {
    const mails = readdirSync(folder)
      .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
      .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as { to: string[]; text: string })
      .filter(({ to }) => to.includes(address));
    link = linkIn(mails.at(-1)?.text ?? "");
    expect(link).not.toBeNull();
  }).toPass({ timeout: 10_000 });
  return link ?? "";
}

/** The desk encodes the text as base64. */
function linkIn(mail: string): string | null {
  const [head = "", body = ""] = mail.split("\r\n\r\n", 2);
  const text = /^content-transfer-encoding: base64/im.test(head)
    ? Buffer.from(body, "base64").toString()
    : body;
  return /http:\/\/\S+\/invitation#[\w-]{43}/.exec(text)?.[0] ?? null;
}
