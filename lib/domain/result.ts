export type Result<Value, Code extends string = string, Detail = unknown> =
  | { ok: true; value: Value }
  | { ok: false; error: { code: Code; detail?: Detail } };

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function err<Code extends string>(code: Code): { ok: false; error: { code: Code } };
export function err<Code extends string, Detail>(
  code: Code,
  detail: Detail,
): { ok: false; error: { code: Code; detail: Detail } };
export function err(code: string, detail?: unknown) {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}
