import type { Action } from "@/components/ui/action";
import type {
  ConfirmSecondFactorInput,
  NewSecondFactor,
  SecondFactorError,
  StartSecondFactorInput,
} from "@/lib/domain/people/second-factor";

export type SecondFactorActions = {
  start: Action<StartSecondFactorInput, NewSecondFactor, SecondFactorError>;
  confirm: Action<ConfirmSecondFactorInput, null, SecondFactorError>;
  renewRecoveryCodes: Action<StartSecondFactorInput, { recoveryCodes: string[] }, SecondFactorError>;
  remove: Action<StartSecondFactorInput, null, SecondFactorError>;
};
