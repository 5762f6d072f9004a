// Writes docs/permissions.md: every entry point with its permission, and what each default role may do.
import { globSync, readFileSync } from "node:fs";
import {
  defaultRole,
  defaultRoleIds,
  may,
  type Permission,
  permissions,
} from "../lib/domain/people/permissions";

export type EntryPoint = {
  /** `form`: an action for a form without a script, which answers nothing. */
  kind: "page" | "route" | "action" | "form";
  name: string;
  permission: Permission;
  /** Whether the person must have proved within five minutes who they are. */
  needsConfirmation?: "yes" | "sometimes";
};

const columns = ["Entry point", "Permission", "Signed out", ...defaultRoleIds, "Confirmation"] as const;

/** Returns the guarded pages, routes and server actions in the order of the source. */
export function entryPoints(): EntryPoint[] {
  const files = globSync("app/**/{page.tsx,route.ts,*actions.ts}").sort();
  return files.flatMap((file): EntryPoint[] => {
    const source = readFileSync(file, "utf8");
    if (!source.includes("@/lib/auth/entry")) return [];
    if (file.includes("/page."))
      return [
        { kind: "page", name: pathOf(file), permission: permissionIn(source, /await page\("([^"]+)"\)/) },
      ];
    if (file.includes("/route."))
      return [
        { kind: "route", name: pathOf(file), permission: permissionIn(source, /permission: "([^"]+)"/) },
      ];
    const actions = source.matchAll(/(export )?const (\w+) = action\(([\s\S]*?)\n\}\);/g);
    return [...actions].map(([, exported, name = "", body = ""]) => ({
      ...(exported ? { kind: "action", name } : { kind: "form", name: formOf(source, name) }),
      permission: permissionIn(body, /permission: "([^"]+)"/),
      ...confirmationIn(body),
    }));
  });
}

/** Returns the exported function that calls the action for a form. */
function formOf(source: string, action: string): string {
  const form = new RegExp(
    `export async function (\\w+)\\([^)]*\\): Promise<void> \\{\\n {2}await ${action}\\(`,
  );
  const name = form.exec(source)?.[1];
  if (name === undefined) throw new Error(`no form calls the action ${action}`);
  return name;
}

/** Returns the path of a page or route, with the parameters in brackets. */
export function pathOf(file: string): string {
  return file.replace(/^app|\/\([^)]*\)|\/(page|route)\.tsx?$/g, "") || "/";
}

function confirmationIn(body: string): Pick<EntryPoint, "needsConfirmation"> {
  if (body.includes("needsConfirmation: true")) return { needsConfirmation: "yes" };
  return /needsConfirmation: |\([^()]*, session\) =>/.test(body) ? { needsConfirmation: "sometimes" } : {};
}

function permissionIn(text: string, pattern: RegExp): Permission {
  const named = pattern.exec(text)?.[1];
  const permission = permissions.find((known) => known === named);
  if (permission === undefined) throw new Error(`no permission in: ${text.slice(0, 200)}`);
  return permission;
}

/** Returns docs/permissions.md. */
export function permissionPage(): string {
  const rows = entryPoints().map(({ kind, name, permission, needsConfirmation = "no" }) => [
    `${kind} \`${name}\``,
    permission,
    "no",
    ...defaultRoleIds.map((id) => (may(defaultRole(id), permission) ? "yes" : "no")),
    needsConfirmation,
  ]);
  return [
    "# Permissions",
    "",
    "A role is a set of permissions. The default roles stand in `lib/domain/people/permissions.ts`; own roles are made on the page of the members. Each entry point asks for one permission.",
    "",
    "Confirmation: the person must have signed in, or proved again who they are, within five minutes. `sometimes`: an approval, and a refund from the amount of the limits on or in an emergency.",
    "",
    "This table is written by `npm run docs:permissions`. `e2e/entry-points.spec.ts` calls every entry point in every role and compares the answers with it.",
    "",
    ...aligned([columns, ...rows]),
    "",
    "What the permissions let a default role do, also where no entry point asks for them: pages and exports show less without `customers:read`, and the transactions of refunds ask for those of a refund.",
    "",
    ...aligned([
      ["Permission", ...defaultRoleIds],
      ...permissions.map((permission) => [
        permission,
        ...defaultRoleIds.map((id) => (may(defaultRole(id), permission) ? "yes" : "no")),
      ]),
    ]),
    "",
  ].join("\n");
}

/** Returns a table as the formatter writes it. The first row is the head. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)];
}
