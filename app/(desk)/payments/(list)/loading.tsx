import { PaymentListSkeleton } from "@/components/payment/skeletons";
import { AfterBlink } from "../../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <PaymentListSkeleton />
    </AfterBlink>
  );
}
