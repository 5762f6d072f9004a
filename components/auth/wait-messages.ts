// How long to wait for the next try, as the server says it.
import * as z from "zod/mini";

const waiting = z.object({ seconds: z.number() });

/** Returns the wait in seconds or whole minutes; "a minute" where the server does not say. */
export function waitMessage(
  t: (key: "waitSeconds" | "waitMinutes", values: { count: number }) => string,
  detail: unknown,
): string {
  const seconds = waiting.safeParse(detail).data?.seconds ?? 60;
  return seconds < 60
    ? t("waitSeconds", { count: seconds })
    : t("waitMinutes", { count: Math.ceil(seconds / 60) });
}
