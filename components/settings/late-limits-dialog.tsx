// Loads the dialog of limits when a person opens it.
import dynamic from "next/dynamic";
import { optionalPart } from "@/components/ui/optional-part";

export const LateLimitsDialog = optionalPart(
  dynamic(() => import("./limits-dialog").then((file) => file.LimitsDialog)),
);
