// Small texts kept in this browser. It may keep nothing (private window, storage switched off): then that is all.

export function readStored(place: string): string {
  try {
    return localStorage.getItem(place) ?? "";
  } catch {
    return "";
  }
}

export function store(place: string, text: string): void {
  try {
    localStorage.setItem(place, text);
  } catch {
    return;
  }
}
