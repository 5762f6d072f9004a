import { expect, test } from "vitest";
import { setOverrideInput } from "@/lib/domain/policy/overrides";
import { type OverrideValues, readOverride } from "./override-values";

const values: OverrideValues = {
  kind: "deadline",
  contract: "partial-cancel",
  has: "yes",
  method: "CARD",
  pgProvider: "",
  unit: "months",
  count: "11",
  amount: "",
  note: " 카드사와 확인 ",
};
const read = (change: Partial<OverrideValues>) =>
  setOverrideInput.safeParse(readOverride({ ...values, ...change }));

test.each(["11", " 11 ", "11개월", "１１", "11 months"])("the count %j is read as eleven months", (count) => {
  expect(read({ count }).data).toEqual({
    override: { kind: "deadline", method: "CARD", pgProvider: null, within: { unit: "months", count: 11 } },
    note: "카드사와 확인",
  });
});

test.each(["", "eleven", "1.5", "-3", "1e3", "0x10", "🙂", "1개월2", "99999999999999999999"])(
  "the count %j is refused",
  (count) => {
    expect(read({ count }).error?.issues[0]).toMatchObject({
      path: ["override", "within", "count"],
      message: "count-invalid",
    });
  },
);

test.each([
  ["300", 300],
  ["1,000원", 1_000],
  ["0", 0],
])("the fee %j is read in won", (amount, expected) => {
  expect(read({ kind: "account-fee", pgProvider: "KCP_V2", amount }).data?.override).toMatchObject({
    amount: expected,
  });
});

test.each(["12원000", "5,00", "100원 50원", "삼백"])("the fee %j is refused", (amount) => {
  expect(read({ kind: "account-fee", pgProvider: "KCP_V2", amount }).success).toBe(false);
});

test("a contract needs a PG", () => {
  expect(read({ kind: "contract" }).error?.issues[0]).toMatchObject({ path: ["override", "pgProvider"] });
  expect(read({ kind: "contract", pgProvider: "NICE_V2", has: "no" }).data?.override).toEqual({
    kind: "contract",
    contract: "partial-cancel",
    pgProvider: "NICE_V2",
    has: false,
  });
});
