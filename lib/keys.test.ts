import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadKeys } from "./keys.ts";

const execute = promisify(execFile);
let dataDir: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), "keys-")), "data");
});
afterEach(() => rmSync(join(dataDir, ".."), { recursive: true }));

const embedded = () =>
  ({ databaseKind: "embedded", dataDir, authSecret: undefined, encryptionKey: undefined }) as const;
const path = () => join(dataDir, "keys.json");

describe("on the embedded database", () => {
  test("keys are created once, and readable by their owner only", async () => {
    const made = await loadKeys(embedded());
    expect(made.encryptionKey).toHaveLength(32);
    expect(made.authSecret.length).toBeGreaterThanOrEqual(64);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual(["keys.json"]);
    expect(await loadKeys(embedded())).toEqual(made);
  });

  test("several concurrent starts have the same keys", async () => {
    const program = `const { loadKeys } = await import(${JSON.stringify(new URL("./keys.ts", import.meta.url).href)});
      const keys = await loadKeys(JSON.parse(process.argv[1]));
      process.stdout.write(keys.encryptionKey.toString("hex") + keys.authSecret);`;
    const start = () =>
      execute(process.execPath, ["--input-type=module", "-e", program, JSON.stringify(embedded())]);
    const printed = (await Promise.all(Array.from({ length: 5 }, start))).map(({ stdout }) => stdout);
    expect(new Set(printed).size).toBe(1);
    expect(printed[0]?.length).toBeGreaterThan(100);
    expect(readdirSync(dataDir)).toEqual(["keys.json"]);
  });

  test("two data directories never share keys", async () => {
    const first = await loadKeys(embedded());
    const second = await loadKeys({ ...embedded(), dataDir: join(dataDir, "other") });
    expect(second.authSecret).not.toBe(first.authSecret);
    expect(second.encryptionKey.equals(first.encryptionKey)).toBe(false);
  });

  test("a configured value takes precedence over the stored value", async () => {
    const made = await loadKeys(embedded());
    const encryptionKey = Buffer.alloc(32, 5);
    const mixed = await loadKeys({ ...embedded(), encryptionKey: encryptionKey.toString("base64") });
    expect(mixed).toEqual({ authSecret: made.authSecret, encryptionKey });
  });

  test("a file that others can read is refused, with the command that fixes it", async () => {
    await loadKeys(embedded());
    chmodSync(path(), 0o640);
    await expect(loadKeys(embedded())).rejects.toThrow(`chmod 600 ${path()}`);
    chmodSync(path(), 0o600);
    await loadKeys(embedded());
  });

  test.each(["", "{", "{}", '{"authSecret":"short","encryptionKey":"AAAA"}'])(
    "a damaged file is refused and not changed: %j",
    async (text) => {
      await loadKeys(embedded());
      writeFileSync(path(), text);
      await expect(loadKeys(embedded())).rejects.toThrow("is damaged");
      expect(readFileSync(path(), "utf8")).toBe(text);
    },
  );

  test("keys of version 0.1 stop the start with instructions, and are not changed", async () => {
    await loadKeys(embedded());
    const text = '{"authSecret":"a","sealKey":"b"}';
    writeFileSync(path(), text);
    await expect(loadKeys(embedded())).rejects.toThrow("DESK_DATA_DIR");
    expect(readFileSync(path(), "utf8")).toBe(text);
  });

  test("a data directory of the same user is closed to others", async () => {
    await loadKeys(embedded());
    chmodSync(dataDir, 0o777);
    await loadKeys(embedded());
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });
});

test("on PostgreSQL a missing key stops the start", async () => {
  const keys = { authSecret: "a".repeat(32), encryptionKey: Buffer.alloc(32, 9).toString("base64") };
  const env = { databaseKind: "postgres", dataDir, ...keys } as const;
  expect(await loadKeys(env)).toEqual({ authSecret: keys.authSecret, encryptionKey: Buffer.alloc(32, 9) });
  await expect(loadKeys({ ...env, encryptionKey: undefined })).rejects.toThrow("DESK_ENCRYPTION_KEY");
});
