import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { connectionLines } from "./connection";

const deskUrl = "http://localhost:3000";

test("for the real PortOne, the lines name its host and the webhook address", () => {
  const own = "https://refunds.example.com";
  const lines = connectionLines({ kind: "portone", base: "https://api.portone.io" }, own).join("\n");
  expect(lines).toContain("실제 포트원(api.portone.io)");
  expect(lines).toContain(`${own}/api/webhook`);
  expect(lines).not.toContain("localhost");
});

test("for the real PortOne without a public address, the lines say that PortOne cannot reach localhost", () => {
  const lines = connectionLines({ kind: "portone", base: "https://api.portone.io" }, deskUrl).join("\n");
  expect(lines).toContain("PortOne cannot reach localhost");
  expect(lines).toContain("DESK_URL");
  expect(lines).not.toContain("/api/webhook");
});

test("a sandbox that was started separately is named a sandbox", () => {
  const env = parseEnv({
    PORTONE_API_BASE: "http://127.0.0.1:4010",
    PORTONE_SANDBOX_ID: "sandbox-1",
    PORTONE_API_SECRET: "secret",
  });
  if (!env.ok) throw new Error(JSON.stringify(env.problems));
  const { target } = env.env;
  if (target.kind !== "sandbox") throw new Error(target.kind);
  const lines = connectionLines({ ...target, controlPage: null }, deskUrl).join("\n");
  expect(lines).toContain("샌드박스입니다. 실제 돈은 움직이지 않습니다");
  expect(lines).toContain("sandbox-1");
  expect(lines).not.toContain("실제 포트원");
});

test("for a sandbox that was started with the desk, the lines name its control page", () => {
  const own = {
    kind: "sandbox",
    sandboxId: "s",
    base: "http://127.0.0.1:4010",
    controlPage: "http://c",
  } as const;
  expect(connectionLines(own, deskUrl).at(-1)).toBe("    http://c");
});
