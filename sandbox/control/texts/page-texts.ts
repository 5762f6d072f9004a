// The control page's texts. `{name}` in a text is replaced by a value.
import type { FaultChoice, FaultGroup } from "../fault-choices.ts";
import type { SceneName } from "../scenes.ts";
import type { SwitchGroup } from "../switch-groups.ts";
import type { Switches } from "../switches.ts";

export type PageTexts = {
  /** The parts of the page; `data-text` in page.html names them. */
  page: Record<PagePart, string>;
  /** `shows`: what a refund of the scene's payment shows. */
  scenes: Record<SceneName, { name: string; shows: string }>;
  faultGroups: Record<FaultGroup, string>;
  faults: Record<FaultChoice, { name: string; does: string }>;
  switchGroups: Record<SwitchGroup, string>;
  switches: Record<keyof Switches, string>;
};

type PagePart =
  | "title"
  | "noMoney"
  | "language"
  | "noToken"
  | "clock"
  | "clockWithoutWebhooks"
  | "failed"
  | "scenes"
  | "scenesHow"
  | "copy"
  | "copied"
  | "open"
  | "payments"
  | "search"
  | "find"
  | "newPayment"
  | "arrived"
  | "done"
  | "cancelInConsole"
  | "deposit"
  | "endSucceed"
  | "endFail"
  | "faults"
  | "faultPayment"
  | "faultCount"
  | "clearFaults"
  | "faultScripted"
  | "faultsCleared"
  | "anyPayment"
  | "ledger"
  | "webhooks"
  | "switches"
  | "switchesHow"
  | "resetSwitches"
  | "switchesReset"
  | "switchSet"
  | "changed"
  | "on"
  | "off"
  | "empty"
  | "columnId"
  | "columnStatus"
  | "columnOrder"
  | "columnAmount"
  | "columnCancelled"
  | "columnActions"
  | "columnKind"
  | "columnOperation"
  | "columnPayment"
  | "columnLeft"
  | "columnTime"
  | "columnBy"
  | "columnCancellation"
  | "columnAnswers"
  | "columnNext";
