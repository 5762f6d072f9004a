/**
 * What is wrong first. `changed`: the entry is not the one that was linked. `reordered`: another entry, `seq`, was linked there.
 * `missing`: a link, or the entry of a link. `outside`: an entry was added past the chain. `truncated`: the chain ends before a
 * checkpoint. `rewritten`: the chain fits together, but not with a checkpoint. `unsigned`: no key of the desk has signed a
 * checkpoint.
 */
export type AuditFault =
  | { kind: "changed" | "missing" | "reordered"; position: number; seq: number | null }
  | { kind: "outside"; seq: number }
  | {
      kind: "truncated" | "rewritten" | "unsigned";
      checkpoint: { position: number; at: string; key: string };
    };

/** `position` and `hash`: the end of the chain. `lastCheckpointAt`: ISO 8601, UTC; null where there is no checkpoint. */
export type AuditProof = {
  position: number;
  hash: string;
  checkpoints: number;
  lastCheckpointAt: string | null;
  /** Entries that wait for their link. */
  unlinked: number;
  fault: AuditFault | null;
};
