// PGlite's own fsync does nothing, and its default start turns fsync off: a power cut would lose acknowledged rows.
// This file uses internals of the pinned version; open.ts verifies them at every start.
import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** fsync is the one method that reaches the function below (fdatasync is a no-op in the wasm build). */
export const durableStart = [
  ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
  "-c",
  "wal_sync_method=fsync",
];

export class DurableFiles extends NodeFS {
  syncs = 0;
  readonly #onAbort: (why: string) => void;

  /** `onAbort` (failed fsync, full disk) must end the process: PGlite hides the abort, and later queries never end. */
  constructor(directory: string, onAbort: (why: string) => void) {
    super(directory);
    this.#onAbort = onAbort;
  }

  override async init(...[pglite, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const installSync = (module: object): void => {
      const { NODEFS, FS } = module as WasmFiles;
      NODEFS.stream_ops.fsync = (stream) => {
        try {
          if (FS.isDir(stream.node.mode)) fsyncSync(stream.nfd);
          else fdatasyncSync(stream.nfd);
        } catch {
          // PostgreSQL handles the errno: it logs the error and panics, which calls onAbort.
          throw new FS.ErrnoError(inputOutputError);
        }
        this.syncs += 1;
        return 0;
      };
    };
    const onAbort = { onAbort: (what: unknown) => this.#onAbort(String(what)) };
    return {
      emscriptenOpts: {
        ...emscriptenOpts,
        ...onAbort,
        preRun: [...(emscriptenOpts.preRun ?? []), installSync],
      },
    };
  }
}

export function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(directory);
}

export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** PGlite does not type these parts of Emscripten's module. */
type WasmFiles = {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number; node: { mode: number } }) => number } };
  FS: { isDir(mode: number): boolean; ErrnoError: new (errno: number) => Error };
};

const inputOutputError = 29; // EIO by WASI
