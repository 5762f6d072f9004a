// Times in Asia/Seoul, assembled from parts: the server and every browser write the same text whatever their locale data,
// so hydration finds no difference.
import { seoulClock } from "@/lib/domain/seoul-time";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const koreanDays = ["일", "월", "화", "수", "목", "금", "토"];

/**
 * `short` 11. 22. 14:00, `minute` with the year, `second` with seconds, `clock` 14:00:05, `hour` 14:00, `day` with the
 * weekday, `sheet` in a format that spreadsheets of every language parse.
 */
export type TimeStyle = "short" | "minute" | "second" | "clock" | "hour" | "day" | "sheet";

/** Writes an ISO 8601 instant of 1989 or later as wall-clock time in Asia/Seoul. */
export function seoulTime(instant: string, style: TimeStyle, locale: string): string {
  const there = seoulClock(new Date(instant));
  const year = there.getUTCFullYear();
  const [month, day] = [two(there.getUTCMonth() + 1), two(there.getUTCDate())];
  const hour = `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
  const clock = `${hour}:${two(there.getUTCSeconds())}`;
  if (style === "clock") return clock;
  if (style === "sheet") return `${year}-${month}-${day} ${clock}`;
  if (style === "hour") return hour;
  const korean = locale.startsWith("ko");
  const monthDay = korean ? `${month}. ${day}.` : `${Number(day)} ${months[there.getUTCMonth()]}`;
  const date = korean ? `${year}. ${monthDay}` : `${monthDay} ${year}`;
  switch (style) {
    case "short":
      return korean ? `${monthDay} ${hour}` : `${monthDay}, ${hour}`;
    case "minute":
      return korean ? `${date} ${hour}` : `${date}, ${hour}`;
    case "second":
      return korean ? `${date} ${clock}` : `${date}, ${clock}`;
    case "day":
      return korean ? `${date} (${koreanDays[there.getUTCDay()]})` : `${days[there.getUTCDay()]}, ${date}`;
  }
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

const minuteMs = 60_000;
/** Allowed difference between two clocks (milliseconds). A time further in the future must not read as past. */
const clockSkewMs = 2_000;

/** Returns an age (milliseconds) as a relative time; null for a day or more, and for a future beyond the clock skew. */
export function relativeTime(age: number, locale: string): string | null {
  const minutes = Math.floor(age / minuteMs);
  if (age < -clockSkewMs || minutes >= 24 * 60) return null;
  const korean = locale.startsWith("ko");
  if (minutes < 1) return korean ? "방금" : "just now";
  if (minutes < 60) return korean ? `${minutes}분 전` : `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return korean ? `${hours}시간 전` : `${hours} h ago`;
}
