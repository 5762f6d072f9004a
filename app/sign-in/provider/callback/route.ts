// Where the company's OpenID provider sends the browser back to. Open to anyone: the flow's cookie and the answer are checked.
import { endProviderSignIn } from "@/lib/auth/provider-sign-in";
import { leadTo } from "../lead-to";

export function GET(request: Request): Promise<Response> {
  return leadTo(() => endProviderSignIn(new URL(request.url)));
}
