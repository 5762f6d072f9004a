// Notifications of the browser: wanted by the person in this browser, and allowed by it. Anybody who passes may read one, so it
// says that a refund ended and its number, and nothing of the customer, the order or the money.
import { readStored, store } from "@/components/ui/local-storage";

const place = "refund-desk.notify";

export type NotifyState = "unsupported" | "denied" | "off" | "on";

export function notifyState(): NotifyState {
  if (typeof Notification === "undefined") return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return readStored(place) === "on" && Notification.permission === "granted" ? "on" : "off";
}

/** Asks the browser for leave where it has not given it yet. */
export async function switchNotify(isOn: boolean): Promise<NotifyState> {
  if (isOn && typeof Notification !== "undefined" && Notification.permission === "default")
    await Notification.requestPermission();
  store(place, isOn ? "on" : "off");
  return notifyState();
}

/** Shows it once, whichever tab tells; a press leads to `href`. */
export function notify(title: string, body: string, tag: string, href: string): void {
  if (notifyState() !== "on") return;
  try {
    const shown = new Notification(title, { body, tag, icon: "/icon.svg" });
    shown.onclick = () => {
      window.focus();
      window.location.assign(href);
    };
  } catch (error) {
    // Browsers of phones have the class and refuse to make one.
    if (!(error instanceof TypeError)) throw error;
  }
}
