// Target of an export. Where the browser lets a page write a file that the person has chosen, memory holds nothing and the
// file appears only when complete. Elsewhere the pieces are collected and saved at the end. No incomplete file is saved.
import type { FileFormat } from "@/lib/domain/sheet";

export type Sink = {
  write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  finish: () => Promise<void>;
  discard: () => Promise<void>;
};

declare global {
  interface Window {
    /** Chromium only, and only over a secure connection. */
    showSaveFilePicker?: (options: {
      suggestedName: string;
      types: { accept: Record<string, string[]> }[];
    }) => Promise<FileSystemFileHandle>;
  }
}

const contentTypes: Record<FileFormat, string> = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  jsonl: "application/jsonl",
  zip: "application/zip",
};

/** Asks for a file, if the browser can. Returns null if the person chose none. Browsers require a call from a press. */
export async function openSink(fileName: string, format: FileFormat): Promise<Sink | null> {
  if (window.showSaveFilePicker === undefined) return blobSink(fileName, format);
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

/** Size of the pieces that are merged into the Blob at once: browsers can store a Blob on disk, but not loose pieces. */
const mergeBytes = 4_000_000;

function blobSink(fileName: string, format: FileFormat): Sink {
  const type = contentTypes[format];
  let whole = new Blob([], { type });
  let loose: Uint8Array<ArrayBuffer>[] = [];
  let looseBytes = 0;
  function merge() {
    whole = new Blob([whole, ...loose], { type });
    loose = [];
    looseBytes = 0;
  }
  return {
    async write(bytes) {
      loose.push(bytes);
      looseBytes += bytes.length;
      if (looseBytes >= mergeBytes) merge();
    },
    async finish() {
      merge();
      const address = URL.createObjectURL(whole);
      const link = document.createElement("a");
      link.href = address;
      link.download = fileName;
      link.click();
      // By then the browser has begun to save the file.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
    async discard() {
      loose = [];
      whole = new Blob([]);
    },
  };
}
