import { PaymentSkeleton } from "@/components/payments/skeletons";

export default function Loading() {
  return <PaymentSkeleton />;
}
