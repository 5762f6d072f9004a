// How the last session of this browser ended, for the notice on the sign-in page. The cookie grants nothing.
import "server-only";
import { cookies } from "next/headers";
import { appContext } from "@/lib/context";
import type { SignInReason } from "@/lib/domain/people/person";

const cookieName = "refund-desk.last-session";
/** `open`: nobody has signed out, so a missing session has ended by itself or from elsewhere. */
const lifetimesS = {
  open: 30 * 24 * 60 * 60,
  "signed-out": 60,
  "signed-out-everywhere": 60,
} as const;

export async function setLastSession(state: keyof typeof lifetimesS): Promise<void> {
  (await cookies()).set(cookieName, state, {
    httpOnly: true,
    sameSite: "lax",
    secure: appContext().env.deskUrl.startsWith("https:"),
    path: "/",
    maxAge: lifetimesS[state],
  });
}

/** Returns why the sign-in page is shown; null for a person who opens the desk. `next`: the page that was requested. */
export async function signInReason(next: string): Promise<SignInReason | null> {
  const state = (await cookies()).get(cookieName)?.value;
  if (state === "open") return "session-ended";
  if (state === "signed-out" || state === "signed-out-everywhere") return state;
  return next === "/" ? null : "page-needs-sign-in";
}
