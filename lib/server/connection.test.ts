// The line about the connection, for each way in which PortOne answers the one question at the start.
import { expect, onTestFinished, test } from "vitest";
import { createGateway } from "@/lib/portone/gateway";
import { startSandbox } from "@/sandbox/server";
import { askPortone, connectionLine } from "./connection";

async function ask(change: { secret?: string; base?: string; fault?: "silence" | "malformed" }) {
  const sandbox = await startSandbox({ payments: "none" });
  onTestFinished(() => sandbox.close());
  if (change.fault !== undefined) sandbox.control.script({ kind: change.fault, operation: "getPayments" });
  const portone = createGateway({
    base: change.base ?? sandbox.url,
    secret: change.secret ?? sandbox.apiSecret,
    cancelLimitMs: 500,
    readLimitMs: 500,
  });
  const answer = await askPortone({ portone, storeId: sandbox.storeId });
  expect(sandbox.control.requests({ operation: "getPayments" }).length).toBeLessThanOrEqual(1);
  return answer;
}

test("the check asks once and tells a confirmed secret, a refused one and no answer apart", async () => {
  expect(await ask({})).toBe("confirmed");
  expect(await ask({ secret: "wrong" })).toBe("secret-refused");
  expect(await ask({ base: "http://127.0.0.1:1" })).toBe("no-answer");
  expect(await ask({ fault: "silence" })).toBe("no-answer");
});

test("each answer is one line that claims no more than it shows", () => {
  const target = { kind: "portone", base: "https://api.portone.io", storeId: null } as const;
  const lines = (["confirmed", "secret-refused", "no-answer", "not-portone", null] as const).map((answer) =>
    connectionLine(target, answer),
  );
  for (const line of lines) expect(line).toMatch(/^PortOne \(https:\/\/api\.portone\.io\): [^\n]+\.$/);
  expect(lines.filter((line) => line.includes("confirmed"))).toHaveLength(1);
  expect(lines[1]).toContain("secret refused");
  expect(lines[4]).toContain("no answer");
});
