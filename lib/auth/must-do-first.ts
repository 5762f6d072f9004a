import "server-only";

export type FirstStep = "change-password";

/** Returns what a person must do before anything but managing their account, or null. */
export function mustDoFirst({ mustChangePassword }: { mustChangePassword: boolean }): FirstStep | null {
  return mustChangePassword ? "change-password" : null;
}
