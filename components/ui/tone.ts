// Tones of a status. A tone is never the only sign: a word or an icon always accompanies it.
export type Tone = "neutral" | "ok" | "warn" | "danger" | "progress";

/** Full class names, because Tailwind finds classes by reading the source. */
export const toneText: Record<Tone, string> = {
  neutral: "text-neutral",
  ok: "text-ok",
  warn: "text-warn",
  danger: "text-danger",
  progress: "text-progress",
};

export const toneSoft: Record<Tone, string> = {
  neutral: "bg-neutral-soft text-neutral",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  progress: "bg-progress-soft text-progress",
};
