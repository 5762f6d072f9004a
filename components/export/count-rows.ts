/**
 * Counts the rows of a CSV as its bytes come: line ends outside of quotes. What comes in several pieces is counted once,
 * wherever it is cut.
 */
export function rowCounter(): (bytes: Uint8Array) => number {
  let isQuoted = false;
  let rows = 0;
  return (bytes) => {
    for (const byte of bytes) {
      // A quote within quotes is written twice, and so changes nothing.
      if (byte === 0x22) isQuoted = !isQuoted;
      else if (byte === 0x0a && !isQuoted) rows += 1;
    }
    return rows;
  };
}
