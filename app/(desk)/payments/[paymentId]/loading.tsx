import { PaymentSkeleton } from "@/components/payment/skeletons";
import { AfterBlink } from "../../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <PaymentSkeleton />
    </AfterBlink>
  );
}
