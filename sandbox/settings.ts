// The environment of the program: parsed once, each problem reported as one line with an example.
import { isLoopbackUrl } from "./webhook/post.ts";

export type Settings = {
  port: number;
  controlPort: number;
  dataDir: string;
  seed: number | null;
  payments: "realistic" | "none";
  webhookUrl: string;
  paymentPage: string | null;
  webhookTimeFactor: number;
  /** A parent reads one line of JSON and ends the sandbox by closing its stdin. */
  readyJson: boolean;
};
type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the settings, or every problem in them. */
export function readSettings(env: Environment): { settings: Settings } | { problems: string[] } {
  const problems: string[] = [];
  const wholeNumber = (
    name: string,
    lowest: number,
    highest: number,
    fallback: number | null,
    example: string,
  ) => {
    const text = env[name];
    if (text === undefined || text === "") return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= lowest && value <= highest) return value;
    problems.push(
      `${name}: "${text}" is not a whole number from ${lowest} to ${highest}. Example: ${name}=${example}`,
    );
    return fallback;
  };
  const port = wholeNumber("SANDBOX_PORT", 0, 65_535, 4010, "4010") ?? 4010;
  const controlPort = wholeNumber("SANDBOX_CONTROL_PORT", 0, 65_535, 4011, "4011") ?? 4011;
  if (port !== 0 && port === controlPort) {
    problems.push(
      `SANDBOX_CONTROL_PORT: ${controlPort} is the API's port too. Example: SANDBOX_CONTROL_PORT=4011`,
    );
  }
  const seed = wholeNumber("SANDBOX_SEED", 0, Number.MAX_SAFE_INTEGER, null, "7");
  const payments = env.SANDBOX_PAYMENTS || "realistic";
  if (payments !== "realistic" && payments !== "none") {
    problems.push(
      `SANDBOX_PAYMENTS: "${payments}" is neither realistic nor none. Example: SANDBOX_PAYMENTS=none`,
    );
  }
  const webhookUrl = env.SANDBOX_WEBHOOK_URL || "http://127.0.0.1:3000/api/webhook";
  if (!isLoopbackUrl(webhookUrl)) {
    problems.push(
      `SANDBOX_WEBHOOK_URL: "${webhookUrl}" is not an http address of this machine. Example: SANDBOX_WEBHOOK_URL=http://127.0.0.1:3000/api/webhook`,
    );
  }
  const paymentPage = env.SANDBOX_PAYMENT_PAGE || null;
  if (paymentPage !== null && !isPaymentPage(paymentPage)) {
    problems.push(
      `SANDBOX_PAYMENT_PAGE: "${paymentPage}" is not an http address with {paymentId}. Example: SANDBOX_PAYMENT_PAGE=http://localhost:3000/payments/{paymentId}`,
    );
  }
  const factorText = env.SANDBOX_WEBHOOK_TIME_FACTOR || "0.01";
  const webhookTimeFactor = Number(factorText);
  if (!/^\d+(\.\d+)?$/.test(factorText) || webhookTimeFactor > 1) {
    problems.push(
      `SANDBOX_WEBHOOK_TIME_FACTOR: "${factorText}" is not a number from 0 to 1. Example: SANDBOX_WEBHOOK_TIME_FACTOR=0.01`,
    );
  }
  const database = databaseProblem(env);
  if (database) problems.push(database);
  if (problems.length > 0) return { problems };
  return {
    settings: {
      port,
      controlPort,
      dataDir: env.SANDBOX_DATA_DIR || ".data/sandbox",
      seed,
      payments: payments === "none" ? "none" : "realistic",
      webhookUrl,
      paymentPage,
      webhookTimeFactor,
      readyJson: env.SANDBOX_READY_JSON === "1",
    },
  };
}

function isPaymentPage(address: string): boolean {
  const protocol = URL.canParse(address) ? new URL(address).protocol : "";
  return ["http:", "https:"].includes(protocol) && address.includes("{paymentId}");
}

// A remote database probably belongs to a real desk, where a sandbox would present invented money as real.
function databaseProblem(env: Environment): string | null {
  const url = env.DATABASE_URL;
  if (!url || env.DESK_SANDBOX === "1" || isLocalDatabase(url)) return null;
  return "DATABASE_URL: names a database that is not on this machine, and the sandbox only pretends to move money. To run it there on purpose: DESK_SANDBOX=1";
}

function isLocalDatabase(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  // PostgreSQL also reads hosts from the query, several separated by commas. A path is a socket on this machine.
  const hosts = [hostname, ...searchParams.getAll("host"), ...searchParams.getAll("hostaddr")].flatMap(
    (host) => decodeURIComponent(host).split(","),
  );
  return hosts.every(
    (host) =>
      host === "" ||
      host === "localhost" ||
      host === "::1" ||
      host === "[::1]" ||
      host.startsWith("/") ||
      /^127(\.\d{1,3}){3}$/.test(host),
  );
}
