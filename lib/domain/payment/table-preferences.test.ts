import { expect, test } from "vitest";
import { arrangedColumns, defaultColumns, readColumns, readDensity, writeColumns } from "./table-preferences";

test.each([
  [["customer", "status"]],
  [["requested"]],
  [[]],
  [["time", "requested", "customer", "method", "status"]],
] as const)("columns %j are read back as written", (columns) => {
  expect(readColumns(writeColumns(columns))).toEqual(columns);
});

test.each([undefined, "", "nonsense", "payment.amount", "<script>"])(
  "the cookie %j gives the default columns",
  (text) => {
    expect(readColumns(text)).toEqual(defaultColumns);
  },
);

test("known columns of a partly unknown cookie are shown, each once", () => {
  expect(readColumns("time.gone.status.time")).toEqual(["time", "status"]);
});

test("hidden columns come after shown columns", () => {
  expect(arrangedColumns(["time", "status"])).toEqual(["time", "status", "method", "customer", "requested"]);
});

test("an unknown density is comfortable", () => {
  expect([readDensity("compact"), readDensity("tiny"), readDensity(undefined)]).toEqual([
    "compact",
    "comfortable",
    "comfortable",
  ]);
});
