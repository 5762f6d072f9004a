import { hashPassword as theirHash, verifyPassword as theirVerify } from "better-auth/crypto";
import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash";

test("better-auth and this module verify each other's hashes", async () => {
  const password = "올바른 비밀번호 ﬁ 12";
  const [ours, theirs] = [await hashPassword(password), await theirHash(password)];
  expect(await theirVerify({ hash: ours, password })).toBe(true);
  expect(await verifyPassword({ hash: theirs, password })).toBe(true);
  expect(await verifyPassword({ hash: theirs, password: password.normalize("NFKD") })).toBe(true);
  expect(await verifyPassword({ hash: ours, password: `${password} ` })).toBe(false);
  expect(ours).not.toBe(await hashPassword(password));
  await expect(verifyPassword({ hash: "no hash", password })).rejects.toThrow();
});

test("concurrent hashes all end, and the event loop continues meanwhile", async () => {
  const hash = await hashPassword("one of many");
  const order: string[] = [];
  setImmediate(() => order.push("event loop"));
  const answers = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (n) => {
      const isCorrect = await verifyPassword({ hash, password: n === 4 ? "one of many" : `not ${n}` });
      order.push("hash");
      return isCorrect;
    }),
  );
  expect(answers).toEqual([false, false, false, true, false, false]);
  expect(order.indexOf("event loop")).toBeOneOf([0, 1, 2, 3, 4, 5]);
});
