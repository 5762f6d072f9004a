// The program's environment: defaults, one line per problem, and which databases count as local.
import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

describe("settings", () => {
  const problems = (env: Record<string, string>) => {
    const read = readSettings(env);
    return "problems" in read ? read.problems : [];
  };

  it("have defaults", () => {
    expect(readSettings({})).toEqual({
      settings: {
        port: 4010,
        controlPort: 4011,
        dataDir: ".data/sandbox",
        seed: null,
        payments: "realistic",
        webhookUrl: "http://127.0.0.1:3000/api/webhook",
        paymentPage: null,
        webhookTimeFactor: 0.01,
        readyJson: false,
      },
    });
  });

  it("report each problem in one line with an example", () => {
    const bad = {
      SANDBOX_PORT: "http",
      SANDBOX_CONTROL_PORT: "70000",
      SANDBOX_SEED: "1.5",
      SANDBOX_PAYMENTS: "many",
      SANDBOX_WEBHOOK_URL: "http://10.0.0.1/hook",
      SANDBOX_PAYMENT_PAGE: "http://localhost:3000/payments",
      SANDBOX_WEBHOOK_TIME_FACTOR: "fast",
    };
    const found = problems(bad);
    expect(found).toHaveLength(7);
    for (const name of Object.keys(bad)) {
      expect(
        found.filter(
          (line) =>
            line.startsWith(`${name}: `) && line.includes(`Example: ${name}=`) && !line.includes("\n"),
        ),
      ).toHaveLength(1);
    }
    expect(problems({ SANDBOX_PORT: "4020", SANDBOX_CONTROL_PORT: "4020" })[0]).toContain(
      "SANDBOX_CONTROL_PORT",
    );
  });

  it.each([
    ["postgres://u:p@localhost:5432/desk", true],
    ["postgres://u:p@127.0.0.1/desk", true],
    ["postgres://u:p@[::1]/desk", true],
    ["postgres:///desk?host=/var/run/postgresql", true],
    ["postgres://u:p@db.example.com/desk", false],
    ["postgres://u:p@localhost.example.com/desk", false],
    ["postgres:///desk?host=db.example.com", false],
    ["postgres://localhost/desk?host=/run,db.example.com", false],
    ["host=db.example.com dbname=desk", false],
  ])("recognize whether %s is on this machine: %s", (url, local) => {
    expect(problems({ DATABASE_URL: url })).toHaveLength(local ? 0 : 1);
    expect(problems({ DATABASE_URL: url, DESK_SANDBOX: "1" })).toEqual([]);
  });
});
