import type { Action } from "@/components/ui/action";
import type { AuditProof } from "@/lib/domain/audit/audit-fault";

export type VerifyAuditAction = Action<undefined, AuditProof, never>;
