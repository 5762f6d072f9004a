"use client";
// Leads to the page that the person wanted once the second factor is set up, which the browser loads from scratch.
import type { SecondFactorActions } from "./second-factor-actions";
import { SetUpSecondFactor } from "./set-up-second-factor";

type FirstSecondFactorProps = Pick<SecondFactorActions, "start" | "confirm"> & {
  next: string;
  signInHref: string;
};

export function FirstSecondFactor({ next, ...setUp }: FirstSecondFactorProps) {
  return <SetUpSecondFactor {...setUp} onDone={() => window.location.assign(next)} />;
}
