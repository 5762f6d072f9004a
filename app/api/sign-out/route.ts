// Signing out: a form of HTML, so that the answer can have the browser clear what the desk keeps in it. Open to anyone, like
// every way out; the origin is checked for every POST (scripts/request-filter.ts).

import { setLastSession } from "@/lib/auth/last-session";
import { signOut, signOutEverywhere } from "@/lib/auth/people";
import { signedIn } from "@/lib/auth/session";
import { withPerson } from "@/lib/auth/with-origin";

export async function POST(request: Request): Promise<Response> {
  const person = await signedIn();
  const everywhere = new URL(request.url).searchParams.has("everywhere");
  if (everywhere && person !== null) await withPerson(signOutEverywhere);
  await signOut();
  await setLastSession(everywhere ? "signed-out-everywhere" : "signed-out");
  return new Response(null, {
    status: 303,
    headers: {
      location: "/sign-in",
      // Drafts of refunds and the pages that were seen. Cookies stay: they hold the language, and that this browser is known.
      "clear-site-data": '"cache", "storage"',
      "cache-control": "no-store",
    },
  });
}
