import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import type { Action } from "@/components/ui/action";
import type { AddPasskeyInput, PasskeyError, RemovePasskeyInput } from "@/lib/domain/people/passkey";

export type PasskeyActions = {
  begin: Action<Record<string, never>, PublicKeyCredentialCreationOptionsJSON, PasskeyError>;
  add: Action<AddPasskeyInput, null, PasskeyError>;
  remove: Action<RemovePasskeyInput, null, PasskeyError>;
};
