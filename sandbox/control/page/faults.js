// The faults that are scripted, and a button for each kind.

import {
  attempt,
  button,
  byId,
  callControl,
  element,
  fillTable,
  showMessage,
  text,
  textsOf,
} from "./core.js";
import { faultChoices } from "./data.js";

export function showFaultChoices() {
  byId("fault-choices").replaceChildren(
    ...Object.entries(faultChoices).flatMap(([group, choices]) => [
      element("h3", {}, textsOf("faultGroups")[group]),
      element("ul", { class: "cards" }, ...Object.entries(choices).map(faultCard)),
    ]),
  );
}

function faultCard([choice, fault]) {
  const { name, does } = textsOf("faults")[choice];
  const shown = element("p", { id: `fault-${choice}` }, does);
  const press = () => attempt(() => scriptFault(name, fault));
  return element("li", {}, button(name, press, { "aria-describedby": shown.id }), shown);
}

async function scriptFault(name, fault) {
  const fields = new FormData(byId("fault"));
  const paymentId = String(fields.get("paymentId")).trim();
  const count = Number(fields.get("count"));
  await callControl("script", { ...fault, count, ...(paymentId ? { paymentId } : {}) });
  showMessage(text("faultScripted", { name, count, payment: paymentId || text("anyPayment") }));
  await showFaults();
}

export async function showFaults() {
  const faults = await callControl("faults");
  fillTable(
    "faults",
    ["columnKind", "columnOperation", "columnPayment", "columnLeft"],
    faults.map((fault) => [
      fault.kind,
      fault.operation,
      fault.paymentId ?? text("anyPayment"),
      { number: String(fault.count) },
    ]),
  );
}
