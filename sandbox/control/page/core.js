// What every part of the control page needs: the language, the control API, and elements. All content is set as text, never
// as markup, because payment data may be anything that a client sent.
import { texts } from "./data.js";

const tokenName = "sandbox-token";
const languageName = "sandbox-language";
const given = new URLSearchParams(location.hash.slice(1)).get("token");
// The token is in the address's fragment, which browsers never send, and is stored for this tab only.
if (given) {
  sessionStorage.setItem(tokenName, given);
  history.replaceState(null, "", location.pathname);
}

export const hasToken = sessionStorage.getItem(tokenName) !== null;
export const byId = (id) => document.getElementById(id);

/** The chosen language, or the first of the browser's that the page has. */
export function language() {
  const chosen = [localStorage.getItem(languageName), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return chosen.find((tag) => tag in texts) ?? "en";
}

export function chooseLanguage(tag) {
  localStorage.setItem(languageName, tag);
}

/** Returns the texts of scenes, faults and switches in the page's language. */
export function textsOf(group) {
  return texts[language()][group];
}

export function text(name, values = {}) {
  return textsOf("page")[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

export function formatTime(value) {
  return new Date(value).toLocaleString(language(), { timeZone: "Asia/Seoul", hour12: false });
}

export function formatAmount(value) {
  return value.toLocaleString(language());
}

/** Calls a method of the control API. Rejects with the sandbox's reason. */
export async function callControl(name, ...args) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: {
      "X-Sandbox-Token": sessionStorage.getItem(tokenName) ?? "",
      "content-type": "application/json",
    },
    body: JSON.stringify(args),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer.result;
}

/** Runs `work` and shows the reason when it fails. */
export function attempt(work) {
  Promise.resolve()
    .then(work)
    .catch((error) => showMessage(text("failed", { reason: error.message })));
}

export function showMessage(message) {
  byId("message").textContent = message;
}

/** Returns an element with attributes and content. */
export function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

export function button(name, press, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, name);
  made.addEventListener("click", press);
  return made;
}

/** Shows rows as a table. A cell is a text, `{ number }`, or a list of elements. */
export function fillTable(id, heads, rows) {
  if (rows.length === 0) {
    byId(id).replaceChildren(element("p", { class: "quiet" }, text("empty")));
    return;
  }
  const table = element("table");
  table
    .createTHead()
    .insertRow()
    .append(...heads.map((name) => element("th", { scope: "col" }, text(name))));
  const body = table.createTBody();
  for (const row of rows) {
    body.insertRow().append(
      ...row.map((content) => {
        if (Array.isArray(content)) return element("td", {}, ...content);
        return typeof content === "object"
          ? element("td", { class: "number" }, content.number)
          : element("td", {}, content ?? "");
      }),
    );
  }
  byId(id).replaceChildren(table);
}
