import { PaymentListSkeleton } from "@/components/payments/skeletons";

export default function Loading() {
  return <PaymentListSkeleton />;
}
