// Leads to the company's OpenID provider. Open to anyone, like the page of the sign-in.
import { beginProviderSignIn } from "@/lib/auth/provider-sign-in";
import { nextPath, signInErrorPath } from "@/lib/domain/next-path";
import { leadTo } from "./lead-to";

export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const next = nextPath(searchParams.get("next") ?? undefined);
  const confirms = searchParams.has("confirm");
  // A link of another site must not have a person confirm themselves.
  const isOwnLink = request.headers.get("sec-fetch-site") === "same-origin";
  return leadTo(async () =>
    confirms && !isOwnLink ? signInErrorPath("flow-over", "/") : beginProviderSignIn({ next, confirms }),
  );
}
