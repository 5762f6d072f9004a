import "server-only";

export type FirstStep = "change-password" | "set-up-second-factor";

/** Returns what a person must do before anything but managing their account, or null. */
export function mustDoFirst({
  mustChangePassword,
  mustSetUpSecondFactor,
}: {
  mustChangePassword: boolean;
  mustSetUpSecondFactor: boolean;
}): FirstStep | null {
  if (mustChangePassword) return "change-password";
  return mustSetUpSecondFactor ? "set-up-second-factor" : null;
}
