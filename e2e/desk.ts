// The desk under test: its port, the output of its start, and the people who work at it.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const port = Number(process.env.E2E_PORT ?? 3100);
export const dataDir = join(".test-data", "e2e");
export const startedFile = join(dataDir, "started.json");

/** What the desk prints, its log included. */
export const logFile = join(dataDir, "desk.log");

export type Started = { pid: number; setupCode: string; controlUrl: string; controlToken: string };

export function started(): Started {
  return JSON.parse(readFileSync(startedFile, "utf8")) as Started;
}

export const people = {
  admin: { name: "박관리", email: "admin@example.com", password: "correct horse battery" },
  operator: { name: "김운영", email: "operator@example.com", password: "tall green bicycle" },
  approver: { name: "최승인", email: "approver@example.com", password: "patient silver river" },
  viewer: { name: "이조회", email: "viewer@example.com", password: "quiet paper lantern" },
} as const;
export type PersonName = keyof typeof people;

/** Returns the file that stores a person's signed-in state between tests. */
export function stateFile(person: PersonName): string {
  return join(dataDir, `${person}.json`);
}
