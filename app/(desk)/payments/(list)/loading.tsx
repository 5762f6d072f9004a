import { PaymentListSkeleton } from "@/components/payment/skeletons";

export default function Loading() {
  return <PaymentListSkeleton />;
}
