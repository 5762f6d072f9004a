import { PaymentSkeleton } from "@/components/payment/skeletons";

export default function Loading() {
  return <PaymentSkeleton />;
}
