/**
 * Why a sign-in by the company's OpenID provider failed. `flow-over`: it was not begun in this browser, or longer than ten
 * minutes ago. `not-fresh`: the provider did not ask who the person is, although the desk required it.
 */
export const providerErrors = [
  "unreachable",
  "flow-over",
  "denied",
  "answer-wrong",
  "email-missing",
  "email-unverified",
  "email-taken",
  "no-role",
  "groups-missing",
  "person-disabled",
  "other-person",
  "not-fresh",
  "too-many-attempts",
  "unexpected",
] as const;
export type ProviderError = (typeof providerErrors)[number];

export type ProviderState = {
  name: string;
  issuer: string;
  /** `no-emergency`: only one account should, but it is not one of an administrator with a password. */
  passwords: "everybody" | "emergency" | "no-emergency";
  emergency: string | null;
  unknownRoles: readonly string[];
};

/** What the provider says of a person. */
export type ProvidedPerson = {
  issuer: string;
  /** Never changes and is never given to another person; an e-mail address may be. */
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string;
  /** Null: the provider does not say. */
  groups: readonly string[] | null;
};

/**
 * Returns the role that the groups of a person give: of the first pair whose group the person has, or the default. Null where
 * neither gives one.
 */
export function roleOfGroups(
  groups: readonly string[],
  pairs: readonly { group: string; role: string }[],
  defaultRole: string | null,
): string | null {
  return pairs.find(({ group }) => groups.includes(group))?.role ?? defaultRole;
}
