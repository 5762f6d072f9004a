// Derives the table: lunar days from the Korean calendar of the runtime, the rest from the law (공휴일에 관한 법률 and its
// decree, as of 2026, with 제헌절).
import { expect, test } from "vitest";
import { holidays, holidayYears, isHoliday } from "./korean-holidays";

const dayMs = 86_400_000;
const lunar = new Intl.DateTimeFormat("en-u-ca-dangi", { timeZone: "UTC", month: "numeric", day: "numeric" });
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Returns the day of a lunar date in a year. */
function lunarDay(year: number, monthDay: string): number {
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += dayMs)
    if (lunar.format(at) === monthDay) return at;
  throw new Error(`no ${monthDay} in ${year}`);
}

/** Election days are set by law, and Workers' Day closes banks; neither has a substitute. */
const others = ["2026-05-01", "2026-06-03", "2027-05-01", "2028-04-12", "2028-05-01"];

function derived(year: number): string[] {
  const on = (monthDay: string) => Date.parse(`${year}-${monthDay}T00:00:00Z`);
  const around = (at: number) => [at - dayMs, at, at + dayMs];
  const feasts = [...around(lunarDay(year, "1/1")), ...around(lunarDay(year, "8/15"))];
  const national = ["03-01", "05-05", "07-17", "08-15", "10-03", "10-09", "12-25"].map(on);
  const substituted = [...national, lunarDay(year, "4/8")];
  const taken = new Set([...feasts, ...substituted, on("01-01"), on("06-06")]);
  const weekday = (at: number) => new Date(at).getUTCDay();
  const substitutesDue = [
    ...feasts.filter((at) => weekday(at) === 0 || substituted.includes(at)),
    ...substituted
      .filter((at) => weekday(at) === 0 || weekday(at) === 6)
      .filter((at) => !feasts.includes(at)),
  ];
  for (const at of substitutesDue.sort((a, b) => a - b)) {
    let next = at + dayMs;
    while (taken.has(next) || weekday(next) === 0 || weekday(next) === 6) next += dayMs;
    taken.add(next);
  }
  return [...taken].map(iso);
}

test.each(holidayYears)("the holidays of %i equal the derived holidays", (year) => {
  const expected = [...derived(year), ...others.filter((day) => day.startsWith(String(year)))];
  const listed = holidays().filter((day) => day.startsWith(String(year)));
  expect([...listed].sort()).toEqual(expected.sort());
});

test("the holidays of a year outside the table are unknown", () => {
  expect(isHoliday("2026-11-24")).toBe(false);
  expect(isHoliday("2026-12-25")).toBe(true);
  expect(isHoliday(`${Math.max(...holidayYears) + 1}-01-01`)).toBeNull();
});
