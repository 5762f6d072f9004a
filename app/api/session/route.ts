// The browser says that its person has pressed a key or clicked, so that live updates do not count as use of the session.
import { route } from "@/lib/auth/entry";
import { recordUse, signedIn } from "@/lib/auth/session";

export const GET = route({
  permission: "account:manage",
  run: async () => {
    const person = await signedIn();
    if (person !== null) await recordUse(person);
    return {};
  },
});
