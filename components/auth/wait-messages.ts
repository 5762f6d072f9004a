import * as z from "zod/mini";

const waiting = z.object({ seconds: z.number() });

/** Returns the wait before the next attempt in seconds or whole minutes; a minute if the server states none. */
export function waitMessage(
  t: (key: "waitSeconds" | "waitMinutes", values: { count: number }) => string,
  detail: unknown,
): string {
  const seconds = waiting.safeParse(detail).data?.seconds ?? 60;
  return seconds < 60
    ? t("waitSeconds", { count: seconds })
    : t("waitMinutes", { count: Math.ceil(seconds / 60) });
}
