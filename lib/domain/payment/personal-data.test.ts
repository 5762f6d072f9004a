import { expect, test } from "vitest";
import { maskCustomer, maskEmail, maskName, maskPhone } from "./personal-data";

test.each([
  ["한성민", "한*민"],
  ["김민", "김*"],
  ["준", "*"],
  ["남궁민수", "남**수"],
  ["John Smith", "J********h"],
  ["👍🏽가나", "👍🏽*나"],
  ["", "*"],
])("the name %s is %s", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ["010-1234-5678", "010-****-5678"],
  ["01012345678", "010****5678"],
  ["+82 10-1234-5678", "+** **-****-5678"],
  ["02-123-4567", "**-***-4567"],
  ["1588-1234", "****-1234"],
  ["123-4567", "***-****"],
  ["０１０－１２３４－５６７８", "010-****-5678"],
  ["010–1234–5678", "010–****–5678"],
  ["김민준 010-1234-5678", "***"],
  ["minjun@example.com", "***"],
  ["", ""],
])("the telephone number %s is %s", (number, masked) => {
  expect(maskPhone(number)).toBe(masked);
});

test.each([
  ["minjun@example.com", "m***@example.com"],
  ['"a@b"@example.com', '"***@example.com'],
  ["no address", "***"],
])("the email address %s is %s", (address, masked) => {
  expect(maskEmail(address)).toBe(masked);
});

test.each([
  ["member-77", "me***77"],
  ["김민준", "***"],
  ["minjun@example.com", "mi***om"],
  ["01012345678", "01***78"],
])("the id %s of a customer is %s", (id, masked) => {
  const nobody = { name: null, email: null, phoneNumber: null };
  expect(maskCustomer({ id, ...nobody })).toEqual({ id: masked, ...nobody });
});
