// Server actions of the build under test, which a test may call without a page.
import { readFileSync } from "node:fs";
import type { APIRequestContext } from "@playwright/test";
import { pathOf } from "@/scripts/permission-table";
import { port } from "./desk";

export const origin = `http://localhost:${port}`;

type Manifest = { node: Record<string, { filename: string; exportedName: string; workers: object }> };
/** `page`: path of a page that has the action. */
export type BuiltAction = { id: string; name: string; filename: string; page: string };

export function builtActions(): BuiltAction[] {
  const manifest = JSON.parse(
    readFileSync(".next/server/server-reference-manifest.json", "utf8"),
  ) as Manifest;
  return Object.entries(manifest.node).map(([id, { filename, exportedName: name, workers }]) => {
    const [worker = ""] = Object.keys(workers);
    return { id, name, filename, page: pathOf(`${worker}.tsx`) };
  });
}

/** Returns the text of the answer and the status. `data`: the arguments as JSON. */
export async function callAction(
  request: APIRequestContext,
  { id, page }: Pick<BuiltAction, "id" | "page">,
  data: string,
): Promise<{ text: string; status: number }> {
  const answer = await request.post(page, {
    headers: { "next-action": id, origin, "content-type": "text/plain;charset=UTF-8" },
    data,
    maxRedirects: 0,
  });
  return { text: await answer.text(), status: answer.status() };
}
