// Browser notifications: switched on by the person in this browser, and allowed by the browser. Bystanders may read a
// notification, so it contains the end of a refund and its number, but no customer, order or amount.
import { readStored, writeStored } from "@/components/ui/local-storage";

const storageKey = "refund-desk.notify";

export type NotifyState = "unsupported" | "denied" | "off" | "on";

export function notifyState(): NotifyState {
  if (typeof Notification === "undefined") return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return readStored(storageKey) === "on" && Notification.permission === "granted" ? "on" : "off";
}

/** Stores the choice, asks the browser for permission where undecided, and returns the new state. */
export async function switchNotify(isOn: boolean): Promise<NotifyState> {
  if (isOn && typeof Notification !== "undefined" && Notification.permission === "default")
    await Notification.requestPermission();
  writeStored(storageKey, isOn ? "on" : "off");
  return notifyState();
}

/** Shows a notification once, even if several tabs send the same `tag`. A press opens `href`. */
export function notify(title: string, body: string, tag: string, href: string): void {
  if (notifyState() !== "on") return;
  try {
    const shown = new Notification(title, { body, tag, icon: "/icon.svg" });
    shown.onclick = () => {
      window.focus();
      window.location.assign(href);
    };
  } catch (error) {
    // Browsers of phones have the class, but the constructor throws.
    if (!(error instanceof TypeError)) throw error;
  }
}
