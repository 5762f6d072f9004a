// Verifies the chain of the audit, also against checkpoints that were kept outside: lines of the log, or of their own.
// With `--evidence`, verifies an evidence pack instead, without the database. Ends with 1 where something is wrong.
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { auditKeys, type Checkpoint, checkpointShape } from "../lib/audit/checkpoints";
import { type EvidenceFault, type EvidenceVerdict, verifyEvidence } from "../lib/audit/evidence-pack";
import { verifyAudit } from "../lib/audit/verify";
import { openDatabase } from "../lib/db/client";
import type { AuditFault } from "../lib/domain/audit/audit-fault";
import { describeProblems, parseEnv, parseEnvBeforeSandbox } from "../lib/env";
import { loadKeys } from "../lib/keys";

if (existsSync(".env")) process.loadEnvFile(".env");
const { values } = parseArgs({
  options: { checkpoint: { type: "string", multiple: true }, evidence: { type: "string" } },
});
const kept = (values.checkpoint ?? []).flatMap(checkpointsIn);
// Without PortOne's secret the desk ran with the sandbox, whose values `npm start` sets.
const parsed = process.env.PORTONE_API_SECRET ? parseEnv(process.env) : parseEnvBeforeSandbox(process.env);
if (!parsed.ok) end(describeProblems(parsed.problems), 1);
const { env } = parsed;
const { authSecret } = await loadKeys(env);
const keys = auditKeys(authSecret, env.earlierAuditKeys);
if (values.evidence !== undefined) endWithPack(verifyEvidence(readFileSync(values.evidence), keys));
const database = await openDatabase({ databaseUrl: env.databaseUrl, dataDir: env.dataDir });
const proof = await verifyAudit(database.db, keys, kept);
await database.close();
const { position, hash, checkpoints, unlinked, fault } = proof;
end(
  [
    `기록 ${position}건, 확인 지점 ${checkpoints}개 · ${position} entries, ${checkpoints} checkpoints; ${hash}`,
    ...(unlinked === 0
      ? []
      : [`연결을 기다리는 기록 ${unlinked}건 · ${unlinked} entries wait for their link`]),
    fault === null ? "이상이 없습니다 · nothing is wrong" : lineOf(fault),
  ],
  fault === null ? 0 : 1,
);

function end(lines: readonly string[], code: number): never {
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exit(code);
}

function endWithPack(verdict: EvidenceVerdict): never {
  if (!verdict.ok) end([lineOfPack(verdict.fault)], 1);
  const { manifest, entries, proved } = verdict;
  end(
    [
      `${manifest.paymentId} (${manifest.storeId}): ${manifest.madeAt}, ${manifest.madeBy}`,
      `파일 ${manifest.files.length}개가 그대로입니다 · ${manifest.files.length} files are unchanged`,
      `감사 기록 ${entries}건 중 ${proved}건이 증명됩니다 · ${proved} of ${entries} audit entries are proven`,
    ],
    proved === entries ? 0 : 1,
  );
}

function lineOfPack(fault: EvidenceFault): string {
  switch (fault.kind) {
    case "no-pack":
      return "ZIP 파일이 아닙니다 · not a ZIP file";
    case "no-manifest":
      return "manifest.json이 없거나 읽을 수 없습니다 · no readable manifest.json";
    case "unsigned":
      return "이 환불데스크의 키가 서명하지 않은 파일입니다 · no key of this desk has signed the manifest as it is";
    case "changed":
      return `파일이 바뀌었습니다 · a file was changed: ${fault.name}`;
    case "missing":
      return `파일이 없습니다 · a file is missing: ${fault.name}`;
    case "added":
      return `파일이 더해졌습니다 · a file was added: ${fault.name}`;
  }
}

/** Reads a checkpoint from each line that has one; a line of the log has it under `checkpoint`. */
function checkpointsIn(file: string): Checkpoint[] {
  const found = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.includes('"ed25519"'))
    .map((line) => {
      // A service manager may write its own text before a line.
      const read: unknown = JSON.parse(line.slice(line.indexOf("{")));
      const inLog = typeof read === "object" && read !== null && "checkpoint" in read;
      return checkpointShape.parse(inLog ? read.checkpoint : read);
    });
  if (found.length === 0) end([`${file}: 확인 지점이 없습니다 · no checkpoint`], 1);
  return found;
}

function lineOf(fault: AuditFault): string {
  const seq = "seq" in fault && fault.seq !== null ? ` (${fault.seq})` : "";
  switch (fault.kind) {
    case "changed":
      return `${fault.position}번째 기록이 바뀌었습니다 · entry ${fault.position}${seq} was changed`;
    case "reordered":
      return `${fault.position}번째 기록의 자리가 바뀌었습니다 · entry ${fault.position}${seq} was moved`;
    case "missing":
      return `${fault.position}번째 기록이 없습니다 · entry ${fault.position}${seq} is missing`;
    case "outside":
      return `연결되지 않은 기록이 있습니다 · an entry is not part of the chain${seq}`;
    case "truncated":
      return `끝이 잘렸습니다 · the chain ends before entry ${fault.checkpoint.position} of the checkpoint of ${fault.checkpoint.at}`;
    case "rewritten":
      return `다시 쓰였습니다 · the chain up to entry ${fault.checkpoint.position} is not the one of the checkpoint of ${fault.checkpoint.at}`;
    case "unsigned":
      return [
        `이 환불데스크의 키가 서명하지 않은 확인 지점입니다 · no key of this desk has signed the checkpoint of ${fault.checkpoint.at}`,
        `DESK_AUTH_SECRET을 바꾸었고 보관한 로그의 키가 같다면 · after a change of DESK_AUTH_SECRET, if a kept log has the same key: DESK_AUDIT_OLD_KEYS=${fault.checkpoint.key}`,
      ].join("\n");
  }
}
