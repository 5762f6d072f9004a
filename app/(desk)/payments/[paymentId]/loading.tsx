import { PaymentSkeleton } from "@/components/payments/skeletons";
import { AfterBlink } from "../../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <PaymentSkeleton />
    </AfterBlink>
  );
}
