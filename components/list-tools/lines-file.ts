// JSON Lines: one JSON object a line.

const encoder = new TextEncoder();

/** Returns the file of the objects, read page by page while the file is read. */
export function linesFile(
  pages: AsyncGenerator<readonly object[], void, undefined>,
  truncationNotice: string,
) {
  return {
    contentType: "application/jsonl; charset=utf-8",
    pieces: pieces(pages),
    truncationNotice: encoder.encode(linesOf([{ truncated: truncationNotice }])),
  };
}

async function* pieces(pages: AsyncGenerator<readonly object[], void, undefined>) {
  for await (const page of pages) yield { bytes: encoder.encode(linesOf(page)), rows: page.length };
}

function linesOf(objects: readonly object[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join("");
}
