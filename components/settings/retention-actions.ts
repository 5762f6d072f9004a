import type { Action } from "@/components/ui/action";
import type { RetentionInput, RetentionPreview } from "@/lib/domain/payment/retention";

export type RetentionActions = {
  saveRetention: Action<RetentionInput, null, "not-permitted">;
  previewRetention: Action<{ months: number }, RetentionPreview>;
};
