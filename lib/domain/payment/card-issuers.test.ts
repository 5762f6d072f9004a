import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { issuerNames, issuersNamed } from "./card-issuers";

const file = process.env.PORTONE_OPENAPI;

test.runIf(file)("every code of PortOne's specification has a Korean and an English name", () => {
  const codes = z.object({ enum: z.array(z.string()) });
  const shape = z.object({ components: z.object({ schemas: z.object({ PgPromotionCardCompany: codes }) }) });
  const spec = shape.parse(JSON.parse(readFileSync(file ?? "", "utf8")));
  const listed = spec.components.schemas.PgPromotionCardCompany.enum;
  expect(listed.length).toBeGreaterThan(10);
  expect(listed.filter((code) => issuerNames(code).length < 3)).toEqual([]);
});

test.each([
  ["SHINHAN_CARD", ["신한카드", "Shinhan Card", "SHINHAN_CARD"]],
  ["신한카드", ["신한카드", "Shinhan Card"]],
  ["비씨카드", ["BC카드", "BC Card", "비씨카드"]],
  ["kb 국민카드", ["국민카드", "KB Kookmin Card", "KB국민카드", "KB카드", "kb 국민카드"]],
  ["VISA", ["VISA"]],
])("%s has the names %j", (issuer, names) => {
  expect(issuerNames(issuer)).toEqual(names);
});

test.each([
  ["신한", ["SHINHAN_CARD"]],
  ["신한카드", ["SHINHAN_CARD"]],
  ["shinhan", ["SHINHAN_CARD"]],
  ["Kookmin", ["KOOKMIN_CARD"]],
  ["KB국민", ["KOOKMIN_CARD"]],
  ["카드", []],
  ["card", []],
  ["", []],
])("%s names the issuers %j", (text, codes) => {
  expect(issuersNamed(text)).toEqual(codes);
});
