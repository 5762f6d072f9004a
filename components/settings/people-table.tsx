"use client";
// People who may sign in, with their roles and last sign-ins.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRoleMeaning, useRoleName } from "@/components/labels/role-labels";
import { Badge, StatusDot } from "@/components/ui/badge";
import { FormAlert } from "@/components/ui/form-alert";
import { ColumnHeading, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Role } from "@/lib/domain/people/permissions";
import type { PersonError, PersonRow } from "@/lib/domain/people/person";
import { LimitSummary } from "./limit-summary";
import type { LimitChoices } from "./limits-dialog";
import type {
  ChangeRoleAction,
  EndSessions,
  ResetPassword,
  ResetSecondFactor,
  SaveLimits,
  SetDisabled,
  UnlinkProvider,
} from "./people-actions";
import { PersonControls, type PersonResult } from "./person-controls";

export type PeopleTableProps = {
  people: readonly PersonRow[];
  roles: readonly Role[];
  choices: LimitChoices;
  /** Id of the signed-in person, who cannot lock themselves out here. */
  ownId: string;
  changeRole: ChangeRoleAction;
  setDisabled: SetDisabled;
  resetPassword: ResetPassword;
  /** Whether people sign in by passwords of the desk. */
  hasPasswords: boolean;
  /** Whether mail is set up. */
  hasMail: boolean;
  endSessions: EndSessions;
  resetSecondFactor: ResetSecondFactor;
  unlinkProvider: UnlinkProvider;
  saveLimits: SaveLimits;
  signInHref: string;
};

const columns = ["name", "role", "state", "lastSignedIn", "createdAt", "actions"] as const;

export function PeopleTable({ people, roles, choices, ownId, signInHref, ...actions }: PeopleTableProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const nameOf = useRoleName();
  const meaningOf = useRoleMeaning();
  const [news, setNews] = useState<PersonResult | null>(null);
  const refusal = news?.kind === "refused" ? news.refusal : null;
  return (
    <div className="flex flex-col gap-3">
      <FormAlert
        refusal={refusal}
        labels={(code: PersonError) => common(`personError.${code}`)}
        signInHref={signInHref}
      />
      <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        <Table
          caption={t("caption")}
          head={columns.map((name) => (
            <ColumnHeading key={name} isEnd={name === "actions"} className="nth-5:max-xl:hidden">
              {name === "name" ? common("name") : t(name)}
            </ColumnHeading>
          ))}
        >
          {people.map((person) => (
            <tr
              key={person.id}
              className="max-md:relative max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-4 max-md:gap-y-2 max-md:px-4 max-md:py-3.5"
            >
              <td className="px-3 py-2.5 max-md:w-full max-md:p-0 max-md:pr-12 md:pl-5">
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className="font-semibold">{person.name}</span>
                  {person.id === ownId && <Badge tone="neutral">{t("you")}</Badge>}
                  <PasswordBadge person={person} />
                  {person.isByProvider && <Badge tone="neutral">{t("byProvider")}</Badge>}
                  {person.hasSecondFactor && <Badge tone="ok">{t("secondFactor")}</Badge>}
                </span>
                <span className="block text-sm text-muted">{person.email}</span>
              </td>
              <td className="px-3 py-2.5 max-md:p-0" title={meaningOf(person.role)}>
                {nameOf(person.role)}
                <LimitSummary limits={person.limits} />
              </td>
              <td className="px-3 py-2.5 max-md:p-0">
                <StatusDot tone={person.disabled ? "neutral" : "ok"}>
                  {t(person.disabled ? "disabled" : "active")}
                </StatusDot>
                <FailedSignIns person={person} />
              </td>
              <td className="px-3 py-2.5 text-sm text-muted tabular-nums max-md:w-full max-md:p-0">
                <span className="md:hidden">{t("lastSignedIn")}: </span>
                {person.lastSignedInAt === null ? (
                  t("neverSignedIn")
                ) : (
                  <Time at={person.lastSignedInAt} style="second" />
                )}
              </td>
              <td className="px-3 py-2.5 text-sm whitespace-nowrap text-muted max-xl:hidden">
                <Time at={person.createdAt} isExact />
              </td>
              <td className="px-3 py-2.5 text-right max-md:absolute max-md:top-2 max-md:right-2 max-md:p-0 md:pr-5">
                {person.id !== ownId && (
                  <PersonControls
                    person={person}
                    roles={roles}
                    choices={choices}
                    {...actions}
                    onResult={setNews}
                    signInHref={signInHref}
                  />
                )}
              </td>
            </tr>
          ))}
        </Table>
      </div>
      <p role="status" className="sr-only">
        {news?.kind === "done" && news.labels}
      </p>
    </div>
  );
}

/** Fewer failed sign-ins are ordinary mistakes of the person. */
const minFailuresShown = 4;

function FailedSignIns({ person: { failedSignIns, lockedUntil } }: { person: PersonRow }) {
  const t = useTranslations("people");
  if (failedSignIns < minFailuresShown) return null;
  return (
    <span className="mt-0.5 block text-xs text-danger">
      {t("failedSignIns", { count: failedSignIns })}
      {lockedUntil !== null && (
        <span className="block">
          {t.rich("lockedUntil", { time: () => <Time at={lockedUntil} isExact /> })}
        </span>
      )}
    </span>
  );
}

/** What a person who has no password of their own yet waits for. */
function PasswordBadge({
  person: { invitation, lastSignedInAt, passwordIsTemporary },
}: {
  person: PersonRow;
}) {
  const t = useTranslations("people");
  if (!passwordIsTemporary) return null;
  if (invitation === null) return <Badge tone="warn">{t("temporary")}</Badge>;
  if (!invitation.isSent) return <Badge tone="danger">{t("mail.unsent")}</Badge>;
  if (invitation.isOver) return <Badge tone="warn">{t("mail.over")}</Badge>;
  return <Badge tone="warn">{t(lastSignedInAt === null ? "mail.invited" : "mail.resetting")}</Badge>;
}
