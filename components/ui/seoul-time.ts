// Times as people read them, always in Asia/Seoul. Put together from parts, so that the server and every browser
// write the same text whatever their locale data, and hydration finds nothing changed.

const parts = new Intl.DateTimeFormat("en-US", {
  timeZone: "Asia/Seoul",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const koreanDays: Record<string, string> = {
  Sun: "일",
  Mon: "월",
  Tue: "화",
  Wed: "수",
  Thu: "목",
  Fri: "금",
  Sat: "토",
};

/** `short` 11. 22. 14:00, `minute` with the year, `second` with seconds, `clock` 14:00:05, `hour` 14:00, `day` with the weekday,
 * `sheet` as spreadsheets of every language read it. */
export type TimeStyle = "short" | "minute" | "second" | "clock" | "hour" | "day" | "sheet";

/** Writes an ISO 8601 instant as Seoul's wall clock shows it. */
export function seoulTime(instant: string, style: TimeStyle, locale: string): string {
  const is = Object.fromEntries(
    parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  const hour = `${is.hour}:${is.minute}`;
  const clock = `${hour}:${is.second}`;
  if (style === "clock") return clock;
  if (style === "sheet") return `${is.year}-${is.month}-${is.day} ${clock}`;
  if (style === "hour") return hour;
  const korean = locale.startsWith("ko");
  const monthDay = korean ? `${is.month}. ${is.day}.` : `${Number(is.day)} ${months[Number(is.month) - 1]}`;
  const date = korean ? `${is.year}. ${monthDay}` : `${monthDay} ${is.year}`;
  switch (style) {
    case "short":
      return korean ? `${monthDay} ${hour}` : `${monthDay}, ${hour}`;
    case "minute":
      return korean ? `${date} ${hour}` : `${date}, ${hour}`;
    case "second":
      return korean ? `${date} ${clock}` : `${date}, ${clock}`;
    case "day":
      return korean ? `${date} (${koreanDays[is.weekday ?? ""]})` : `${is.weekday}, ${date}`;
  }
}

const minuteMs = 60_000;
/** What is to come soon must not read as if it had been. */
const clocksDifferMs = 2_000;

/** An age (milliseconds) as people say it; null when it is a day or more, or lies in the future by more than clocks differ. */
export function agoOf(age: number, locale: string): string | null {
  const minutes = Math.floor(age / minuteMs);
  if (age < -clocksDifferMs || minutes >= 24 * 60) return null;
  const korean = locale.startsWith("ko");
  if (minutes < 1) return korean ? "방금" : "just now";
  if (minutes < 60) return korean ? `${minutes}분 전` : `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return korean ? `${hours}시간 전` : `${hours} h ago`;
}
