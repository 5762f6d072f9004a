// Small texts stored in this browser. Where the browser stores nothing (private window, storage switched off), `store` does
// nothing and `readStored` returns an empty text.

export function readStored(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

export function writeStored(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    return;
  }
}
