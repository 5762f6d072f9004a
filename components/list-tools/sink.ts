// Where an export goes as it comes. Where the browser lets a page write a file that the person has chosen, nothing is held in
// memory, and the file is there only once it is whole. Elsewhere the pieces are gathered and handed over at the end: a
// file that is not whole never is.
import type { SheetFormat } from "@/lib/domain/sheet";

export type Sink = {
  write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Puts the whole file in its place. */
  finish: () => Promise<void>;
  /** Leaves nothing behind. */
  discard: () => Promise<void>;
};

declare global {
  interface Window {
    /** Chromium, and only where the connection is secure. */
    showSaveFilePicker?: (options: {
      suggestedName: string;
      types: { accept: Record<string, string[]> }[];
    }) => Promise<FileSystemFileHandle>;
  }
}

const contentTypes: Record<SheetFormat, string> = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Asks where to, if the browser can. Null when the person chose nothing. Call it from a press: browsers ask for one. */
export async function openSink(fileName: string, format: SheetFormat): Promise<Sink | null> {
  if (window.showSaveFilePicker === undefined) return gathered(fileName, format);
  try {
    const file = await window.showSaveFilePicker({
      suggestedName: fileName,
      types: [{ accept: { [contentTypes[format]]: [`.${format}`] } }],
    });
    const stream = await file.createWritable();
    return {
      write: (bytes) => stream.write(bytes),
      finish: () => stream.close(),
      discard: () => stream.abort(),
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

/** A browser may keep a Blob on disk, but no loose pieces: they are put together as they come. */
const togetherBytes = 4_000_000;

function gathered(fileName: string, format: SheetFormat): Sink {
  const type = contentTypes[format];
  let whole = new Blob([], { type });
  let loose: Uint8Array<ArrayBuffer>[] = [];
  let looseBytes = 0;
  function putTogether() {
    whole = new Blob([whole, ...loose], { type });
    loose = [];
    looseBytes = 0;
  }
  return {
    async write(bytes) {
      loose.push(bytes);
      looseBytes += bytes.length;
      if (looseBytes >= togetherBytes) putTogether();
    },
    async finish() {
      putTogether();
      const address = URL.createObjectURL(whole);
      const link = document.createElement("a");
      link.href = address;
      link.download = fileName;
      link.click();
      // The browser has begun to save it by then.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
    async discard() {
      loose = [];
      whole = new Blob([]);
    },
  };
}
