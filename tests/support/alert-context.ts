import { ok } from "@/lib/domain/result";
import type { GuardedPost } from "@/lib/notifications/guarded-post";
import { createGuardedPost } from "@/lib/notifications/guarded-post";
import type { Mail, Mailer } from "@/lib/notifications/mailer";
import type { AlertContext } from "@/lib/notifications/send-alerts";
import type { TestDesk } from "./test-desk";

const deskUrl = "https://desk.example";

/** Sends to this machine. `mails`: what the mailer was given. */
export function alertContext(
  desk: Pick<TestDesk, "database" | "cipher">,
  overrides: { alertPost?: GuardedPost; mailer?: Mailer | null } = {},
): AlertContext & { mails: Mail[] } {
  const mails: Mail[] = [];
  const mailer: Mailer = {
    send: async (mail) => {
      mails.push(mail);
      return ok(null);
    },
  };
  return {
    database: desk.database,
    cipher: desk.cipher,
    mailer,
    alertPost: createGuardedPost({ allowsPrivate: true, limitMs: 1_000 }),
    env: { deskUrl },
    mails,
    ...overrides,
  };
}
