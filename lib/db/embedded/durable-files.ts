// PGlite's file system with a real fsync beneath it. PGlite ships none: its fsync returns success without doing
// anything, and its default start turns fsync off, so a power cut would take acknowledged rows. These are internals of
// the pinned version; lib/db/embedded/open proves at every start that they still work.
import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** fsync on, and by the one call that reaches the function below (fdatasync is a no-op in the wasm build). */
export const durableStart = [
  ...PGlite.defaultStartParams.filter((word) => word !== "-F"),
  "-c",
  "wal_sync_method=fsync",
];

export class DurableFiles extends NodeFS {
  /** How many files were flushed to the disk. */
  syncs = 0;
  readonly #onAbort: (why: string) => void;

  /**
   * `onAbort` hears that PostgreSQL panicked (a failed fsync, a full disk). It must end the process: PGlite swallows
   * the abort, and the next query would spin for ever.
   */
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
          // As an errno PostgreSQL understands it, says it and panics, which arrives at onAbort.
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

/** Flushes every file and directory beneath `directory`, and itself. */
export function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(directory);
}

/** Flushes one file or directory. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The parts of Emscripten's module that are touched; PGlite's types leave them open. */
type WasmFiles = {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number; node: { mode: number } }) => number } };
  FS: { isDir(mode: number): boolean; ErrnoError: new (errno: number) => Error };
};

/** EIO as WASI counts. */
const inputOutputError = 29;
