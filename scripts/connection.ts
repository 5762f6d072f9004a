import { isLoopback } from "../lib/env-shapes.ts";

/** `controlPage` is null for a sandbox that was not started with the desk. */
export type Connection =
  | { kind: "portone"; base: string }
  | { kind: "sandbox"; sandboxId: string; base: string; controlPage: string | null };

export function connectionLines(to: Connection, deskUrl: string): string[] {
  if (to.kind === "portone")
    return [
      `  실제 포트원(${new URL(to.base).host})입니다. 실제 돈이 움직입니다 · The real PortOne: refunds move money.`,
      ...(isLoopback(new URL(deskUrl).hostname)
        ? [
            `    포트원은 ${deskUrl}에 웹훅을 보낼 수 없습니다 · PortOne cannot reach localhost, so no webhook arrives.`,
            "    DESK_URL을 설정해 주세요 · Set DESK_URL to the address that people use, e.g. https://refunds.example.com",
          ]
        : [`    웹훅 주소 · webhook address for the PortOne console: ${deskUrl}/api/webhook`]),
    ];
  return [
    `  샌드박스입니다. 실제 돈은 움직이지 않습니다 · Sandbox: no real money moves (${to.sandboxId})`,
    ...(to.controlPage === null
      ? [`    ${to.base}`]
      : ["    제어 화면 · control page:", `    ${to.controlPage}`]),
  ];
}
