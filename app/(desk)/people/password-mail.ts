import "server-only";
import { getTranslations } from "next-intl/server";
import type { WriteMail } from "@/lib/auth/invitations";
import { appContext } from "@/lib/context";
import { hasSignedIn } from "@/lib/db/queries/people";
import type { Actor } from "@/lib/domain/people/permissions";

/** Returns how the mail to a person who has never signed in, or to any other, is written, in the language of the actor. */
export function mailOf({ name }: Actor, personId: string | null): WriteMail {
  return async (link) => {
    const isNew = personId === null || !(await hasSignedIn(appContext().database.db, personId));
    const kind = isNew ? "invitation" : "reset";
    const t = await getTranslations("passwordMail");
    return {
      subject: t(`${kind}.subject`),
      text: [t(`${kind}.body`, { name }), link, t("valid"), t("unexpected")].join("\n\n"),
    };
  };
}
