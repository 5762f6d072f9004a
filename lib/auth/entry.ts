// Entry points identify the person, check the permission, parse and run. Unexpected errors leave as a reference only.
import "server-only";
import { redirect, unstable_rethrow } from "next/navigation";
import type * as z from "zod/mini";
import { appContext } from "@/lib/context";
import type { EntryError, FieldErrors } from "@/lib/domain/entry-error";
import { type Actor, may, noAccessPath, type Permission } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { log, reference } from "@/lib/log";
import { type Download, downloadTo } from "./download";
import { gate } from "./gate";
import {
  recordUse,
  redirectToStep,
  type SignedIn,
  signedIn,
  signedInOrRedirect,
  stillSignedIn,
} from "./session";
import { type Subscribe, streamTo } from "./stream";
import { beforeSignIn, inSession } from "./with-origin";

export type EntryResult<Value, Code extends string> = Result<Value, Code | EntryError>;

type ConfirmationRule<Input> = true | ((input: Input, person: SignedIn) => boolean | Promise<boolean>);

type SessionState = Pick<SignedIn, "isConfirmed">;

export function action<Schema extends z.ZodMiniType, Value, Code extends string = never>(entry: {
  permission: Permission;
  input: Schema;
  /** The person must have proved within the last minutes who they are. */
  needsConfirmation?: ConfirmationRule<z.output<Schema>>;
  run: (actor: Actor, input: z.output<Schema>, session: SessionState) => Promise<Result<Value, Code>>;
}): (input: unknown) => Promise<EntryResult<Value, Code>> {
  return guarded(async (input) => {
    const allowed = await allow(entry.permission);
    if (!allowed.ok) return allowed;
    const { actor, isConfirmed } = allowed.value;
    await recordUse(allowed.value);
    return parsed(entry.input, input, async (value) => {
      if (namesOtherStore(value)) return err("invalid-input", { fields: { storeId: "other-store" } });
      const rule = entry.needsConfirmation ?? (() => false);
      if (!isConfirmed && (rule === true || (await rule(value, allowed.value)))) return err("confirm-first");
      return inSession(allowed.value, () => entry.run(actor, value, { isConfirmed }));
    });
  });
}

/** Creates a server action for anyone. app/entry-points.test.ts lists its users: sign-in, set-up and invitations. */
export function publicAction<Schema extends z.ZodMiniType, Value, Code extends string = never>(entry: {
  input: Schema;
  run: (input: z.output<Schema>) => Promise<Result<Value, Code>>;
}): (input: unknown) => Promise<EntryResult<Value, Code>> {
  return guarded((input) => parsed(entry.input, input, (value) => beforeSignIn(() => entry.run(value))));
}

const statuses: Record<EntryError, number> = {
  "signed-out": 401,
  "not-allowed": 403,
  "confirm-first": 403,
  "invalid-input": 400,
  unexpected: 500,
};

/** Creates a GET handler. `run` returns null for what does not exist (404). */
export function route<Context, Value>(entry: {
  permission: Permission;
  run: (actor: Actor, request: Request, context: Context) => Promise<Value | null>;
}): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const answer = await guarded(async (): Promise<Result<Value | null, EntryError>> => {
      const allowed = await allow(entry.permission);
      if (!allowed.ok) return allowed;
      const { actor } = allowed.value;
      return ok(await inSession(allowed.value, () => entry.run(actor, request, context)));
    })(undefined);
    if (!answer.ok) return refused(answer.error);
    const init = { headers: { "cache-control": "no-store" } };
    if (answer.value === null)
      return Response.json({ error: { code: "not-found" } }, { ...init, status: 404 });
    return Response.json(answer.value, init);
  };
}

export function stream(entry: {
  permission: Permission;
  subscribe: Subscribe;
}): (request: Request) => Promise<Response> {
  return async (request) => {
    const answer = await guarded(async (): Promise<Result<Response, EntryError>> => {
      const allowed = await allow(entry.permission);
      if (!allowed.ok) return allowed;
      const opened = streamTo(allowed.value, request, entry);
      return {
        ok: true,
        value: opened ?? new Response(null, { status: 429, headers: { "retry-after": "30" } }),
      };
    })(undefined);
    return answer.ok ? answer.value : refused(answer.error);
  };
}

/** Creates a GET handler that streams a file while the person has the permission. Null from `open` is a 400. */
export function download(entry: {
  permission: Permission;
  open: (actor: Actor, request: Request) => Promise<Download | null>;
}): (request: Request) => Promise<Response> {
  return async (request) => {
    const answer = await guarded(async (): Promise<Result<Response, EntryError>> => {
      const allowed = await allow(entry.permission);
      if (!allowed.ok) return allowed;
      const { actor } = allowed.value;
      const file = await inSession(allowed.value, () => entry.open(actor, request));
      if (file === null) return err("invalid-input", { fields: {} });
      const isStillAllowed = async () => {
        const now = await stillSignedIn(request.headers);
        if (now?.actor.id !== actor.id || gate(now, entry.permission) !== null) return false;
        return !file.seesCustomers || may(now.actor.role, "customers:read");
      };
      const { db } = appContext().database;
      return ok(await inSession(allowed.value, () => downloadTo(db, actor, file, isStillAllowed)));
    })(undefined);
    return answer.ok ? answer.value : refused(answer.error);
  };
}

function refused(error: { code: EntryError }): Response {
  return Response.json({ error }, { status: statuses[error.code], headers: { "cache-control": "no-store" } });
}

/** Returns the person, or redirects: to sign-in, to the change of a temporary password, or to the reason. */
export async function page(permission: Permission): Promise<Actor> {
  const person = await signedInOrRedirect();
  const refusal = gate(person, permission);
  if (refusal !== null && refusal !== "not-allowed") await redirectToStep(refusal);
  if (refusal !== null) redirect(noAccessPath(permission));
  return person.actor;
}

async function allow(permission: Permission): Promise<Result<SignedIn, EntryError>> {
  const person = await signedIn();
  if (person === null) return err("signed-out");
  return gate(person, permission) === null ? ok(person) : err("not-allowed");
}

function namesOtherStore(input: unknown): boolean {
  const { storeId } = appContext();
  return (
    storeId !== null &&
    typeof input === "object" &&
    input !== null &&
    "storeId" in input &&
    input.storeId !== storeId
  );
}

async function parsed<Schema extends z.ZodMiniType, Value, Code extends string>(
  schema: Schema,
  input: unknown,
  run: (value: z.output<Schema>) => Promise<Result<Value, Code | EntryError>>,
): Promise<Result<Value, Code | EntryError>> {
  const result = schema.safeParse(input);
  if (result.success) return run(result.data);
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) fields[issue.path.join(".")] ??= issue.message;
  return err("invalid-input", { fields });
}

function guarded<Value, Code extends string>(
  run: (input: unknown) => Promise<Result<Value, Code | EntryError>>,
): (input: unknown) => Promise<Result<Value, Code | EntryError>> {
  return async (input) => {
    try {
      return await run(input);
    } catch (error) {
      unstable_rethrow(error);
      const ref = reference();
      log.error({ err: error, reference: ref }, "an entry point failed");
      return err("unexpected", { reference: ref });
    }
  };
}
