// Bank holidays (공휴일에 관한 법률), election days, Workers' Day; no holidays at short notice. A test derives the days.

const closed: Record<number, string> = {
  2026: "01-01 02-16 02-17 02-18 03-01 03-02 05-01 05-05 05-24 05-25 06-03 06-06 07-17 08-15 08-17 09-24 09-25 09-26 10-03 10-05 10-09 12-25",
  2027: "01-01 02-06 02-07 02-08 02-09 03-01 05-01 05-05 05-13 06-06 07-17 07-19 08-15 08-16 09-14 09-15 09-16 10-03 10-04 10-09 10-11 12-25 12-27",
  2028: "01-01 01-26 01-27 01-28 03-01 04-12 05-01 05-02 05-05 06-06 07-17 08-15 10-02 10-03 10-04 10-05 10-09 12-25",
};

const days = new Set(
  Object.entries(closed).flatMap(([year, list]) => list.split(" ").map((day) => `${year}-${day}`)),
);

export const holidayYears: readonly number[] = Object.keys(closed).map(Number);

/** Returns null for a year outside the table. */
export function isHoliday(day: string): boolean | null {
  return Number(day.slice(0, 4)) in closed ? days.has(day) : null;
}

export function holidays(): readonly string[] {
  return [...days];
}
