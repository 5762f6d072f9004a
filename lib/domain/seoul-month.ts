/** The calendar month of an instant in Seoul, as `2026-11`. */
export function seoulMonth(instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: "Asia/Seoul",
    year: "numeric",
    month: "2-digit",
  }).format(instant);
}
