// The switches under their headings, each with its values and what it does.

import { attempt, byId, callControl, element, showMessage, text, textsOf } from "./core.js";
import { defaultSwitches, switchGroups } from "./data.js";

export async function showSwitches() {
  const [switches, choices] = await Promise.all([callControl("switches"), callControl("switchChoices")]);
  const open = new Set([...byId("switches").querySelectorAll("details[open]")].map(({ id }) => id));
  byId("switches").replaceChildren(
    ...Object.entries(switchGroups).map(([group, names]) => {
      const id = `switches-${group}`;
      const changed = names.some((name) => switches[name] !== defaultSwitches[name]);
      return element(
        "details",
        { id, ...(open.has(id) || changed ? { open: "" } : {}) },
        element("summary", {}, `${textsOf("switchGroups")[group]} (${names.length})`),
        element(
          "div",
          { class: "switches" },
          ...names.map((name) => switchField(name, switches[name], choices[name])),
        ),
      );
    }),
  );
}

function switchField(name, value, choices) {
  const options = typeof value === "boolean" ? ["true", "false"] : choices;
  const does = element("p", { id: `switch-${name}-does` }, textsOf("switches")[name]);
  const field = element(options ? "select" : "input", { "aria-describedby": does.id });
  if (options) field.append(...options.map((option) => new Option(shownOption(option), option)));
  field.value = value === null ? "" : String(value);
  const mark = element("span", { class: "mark" });
  const showMark = (now) => {
    mark.textContent = now === defaultSwitches[name] ? "" : text("changed");
  };
  showMark(value);
  field.addEventListener("change", () =>
    attempt(async () => {
      const next = parseSwitch(value, field.value);
      await callControl("setSwitches", { [name]: next });
      showMark(next);
      showMessage(text("switchSet", { name, value: shownOption(field.value) }));
    }),
  );
  return element("div", {}, element("label", {}, element("code", {}, name), field), mark, does);
}

function shownOption(option) {
  if (option === "true") return text("on");
  return option === "false" ? text("off") : option;
}

function parseSwitch(before, value) {
  if (typeof before === "boolean") return value === "true";
  if (before === null || typeof before === "number") return value === "" ? null : Number(value);
  return value;
}
