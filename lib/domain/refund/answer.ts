export type Answer =
  | { kind: "answered"; status: string; httpStatus: number }
  | { kind: "refused"; httpStatus: number; type: string; message?: string }
  | { kind: "pg-refused"; httpStatus: number; pgCode: string; pgMessage: string }
  | { kind: "unanswered"; cause: UnansweredCause; httpStatus?: number; type?: string };

export const unansweredCauses = [
  "timeout",
  "connection",
  "not-json",
  "outstanding",
  "unrecognized-answer",
  "server-error",
  "too-many-requests",
] as const;

export type UnansweredCause = (typeof unansweredCauses)[number];
