import { AuditSkeleton } from "@/components/audit/skeletons";

export default function Loading() {
  return <AuditSkeleton />;
}
