import { expect, test } from "vitest";
import { periodPresets } from "./period-presets";

test("named periods are days in Asia/Seoul, also at the turn of a month and of a year", () => {
  const at = (now: string) =>
    Object.fromEntries(periodPresets(new Date(now)).map(({ name, from, to }) => [name, `${from} ${to}`]));
  expect(at("2026-12-31T14:59:59Z")).toEqual({
    today: "2026-12-31 2026-12-31",
    yesterday: "2026-12-30 2026-12-30",
    week: "2026-12-25 2026-12-31",
    month: "2026-12-01 2026-12-31",
    "last-month": "2026-11-01 2026-11-30",
  });
  expect(at("2026-12-31T15:00:00Z")).toMatchObject({
    today: "2027-01-01 2027-01-01",
    month: "2027-01-01 2027-01-01",
    "last-month": "2026-12-01 2026-12-31",
  });
});
