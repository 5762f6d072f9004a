/** `controlPage` is null for a sandbox that was not started with the desk. */
export type Connection =
  | { kind: "portone"; base: string }
  | { kind: "sandbox"; sandboxId: string; base: string; controlPage: string | null };

export function connectionLines(to: Connection, deskUrl: string): string[] {
  if (to.kind === "portone")
    return [
      `  실제 포트원(${new URL(to.base).host})에 연결되었습니다 · Connected to the real PortOne.`,
      `    웹훅 주소 · webhook address for the PortOne console: ${deskUrl}/api/webhook`,
    ];
  return [
    `  샌드박스입니다. 실제 돈은 움직이지 않습니다 · Sandbox: no real money moves (${to.sandboxId})`,
    ...(to.controlPage === null
      ? [`    ${to.base}`]
      : ["    제어 화면 · control page:", `    ${to.controlPage}`]),
  ];
}
