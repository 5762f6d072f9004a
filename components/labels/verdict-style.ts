import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import type { Verdict } from "@/lib/domain/policy/line";

/** Each verdict has its own icon: colour is never the only sign. */
export const verdictStyle: Record<Verdict, { icon: typeof CircleCheck; tone: Tone }> = {
  allowed: { icon: CircleCheck, tone: "ok" },
  warning: { icon: TriangleAlert, tone: "warn" },
  blocked: { icon: CircleX, tone: "danger" },
  unknown: { icon: CircleHelp, tone: "neutral" },
};
