import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { pgChoices, pgName } from "./pg-names";
import { providerName } from "./provider-names";

const file = process.env.PORTONE_OPENAPI;
const schemas = ["EasyPayProvider", "PgProvider", "PaymentMethodGiftCertificateType", "Bank"] as const;
/** Services whose name is their code. */
const sameAsCode = ["PAYCO", "CHAI", "BPI", "OVO", "QRIS", "DANA", "KPAY", "JKOPAY", "KSNET", "HSBC", "ICBC"];

describe.runIf(file)("codes of PortOne's specification", () => {
  const listed = z.object({ enum: z.array(z.string()) });
  const shape = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });
  const spec = file ? shape.parse(JSON.parse(readFileSync(file, "utf8"))).components.schemas : {};

  test.each(schemas)("of %s have a Korean and an English name", (schema) => {
    const codes = listed.parse(spec[schema]).enum;
    expect(codes.length).toBeGreaterThan(4);
    const name = schema === "PgProvider" ? pgName : providerName;
    const unnamed = codes
      .filter((code) => !sameAsCode.includes(code))
      .filter((code) => name(code, "ko") === code || name(code, "en") === code);
    expect(unnamed).toEqual([]);
  });
});

test("an unknown code is returned as it is", () => {
  expect(providerName("NEW_PAY", "ko")).toBe("NEW_PAY");
  expect(providerName("constructor", "en")).toBe("constructor");
  expect(pgName("NEW_PG", "en")).toBe("NEW_PG");
});

test("PGs in use are apart from the others, by name, and with codes that have no name", () => {
  const { inUse, others } = pgChoices("ko", ["TOSSPAYMENTS", "NEW_PG", "HTML5_INICIS"]);
  expect(inUse).toEqual([
    { value: "TOSSPAYMENTS", label: "토스페이먼츠" },
    { value: "HTML5_INICIS", label: "KG이니시스 (HTML5_INICIS)" },
    { value: "NEW_PG", label: "NEW_PG" },
  ]);
  const values = others.map(({ value }) => value);
  expect(values).toContain("INICIS_V2");
  expect(values).not.toContain("TOSSPAYMENTS");
  expect(pgChoices("en", []).inUse).toEqual([]);
});
