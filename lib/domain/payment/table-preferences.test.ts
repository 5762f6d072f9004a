import { expect, test } from "vitest";
import { arrangedColumns, readColumns, readDensity, usualColumns, writeColumns } from "./table-preferences";

test.each([
  [["customer", "status"]],
  [["requested"]],
  [[]],
  [["time", "requested", "customer", "method", "status"]],
] as const)("columns %j are read as they were written", (columns) => {
  expect(readColumns(writeColumns(columns))).toEqual(columns);
});

test.each([undefined, "", "nonsense", "payment.amount", "<script>"])("%j gives the usual columns", (text) => {
  expect(readColumns(text)).toEqual(usualColumns);
});

test("of what is partly known the known is shown, each once", () => {
  expect(readColumns("time.gone.status.time")).toEqual(["time", "status"]);
});

test("hidden columns stand behind the shown ones", () => {
  expect(arrangedColumns(["time", "status"])).toEqual(["time", "status", "method", "customer", "requested"]);
});

test("a density that is not known is the comfortable one", () => {
  expect([readDensity("compact"), readDensity("tiny"), readDensity(undefined)]).toEqual([
    "compact",
    "comfortable",
    "comfortable",
  ]);
});
