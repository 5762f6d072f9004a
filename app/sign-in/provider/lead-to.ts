import { beforeSignIn } from "@/lib/auth/with-origin";
import { signInErrorPath } from "@/lib/domain/next-path";
import { log } from "@/lib/log";

/** Redirects to an address of the provider or the desk. Null is a 404. */
export async function leadTo(step: () => Promise<string | null>): Promise<Response> {
  const location = await beforeSignIn(step).catch((error: unknown) => {
    log.error({ err: error }, "a sign-in by the provider failed");
    return signInErrorPath("unexpected", "/");
  });
  if (location === null) return new Response(null, { status: 404 });
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
