import { PaymentListSkeleton } from "@/components/payments/skeletons";
import { AfterBlink } from "../../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <PaymentListSkeleton />
    </AfterBlink>
  );
}
