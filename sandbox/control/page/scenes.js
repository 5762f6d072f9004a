// The scenes: one button each, what its refund shows, and after a press the id of the payment.

import { attempt, button, byId, callControl, element, showMessage, text, textsOf } from "./core.js";
import { sceneNames } from "./data.js";

/** The latest payment of each scene, which a change of the language keeps. */
const played = new Map();

export function showScenes(afterPlay) {
  byId("scenes").replaceChildren(...sceneNames.map((name) => sceneCard(name, afterPlay)));
}

function sceneCard(name, afterPlay) {
  const { name: title, shows } = textsOf("scenes")[name];
  const result = element("div", { class: "result" });
  const shown = element("p", { id: `scene-${name}` }, shows);
  const play = () =>
    attempt(async () => {
      const [payment, page] = await Promise.all([callControl("playScene", name), callControl("paymentPage")]);
      const link = page?.replaceAll("{paymentId}", encodeURIComponent(payment.id));
      played.set(name, { id: payment.id, link });
      fillResult(result, played.get(name));
      showMessage(text("arrived", { id: payment.id }));
      await afterPlay();
    });
  if (played.has(name)) fillResult(result, played.get(name));
  return element("li", {}, button(title, play, { "aria-describedby": shown.id }), shown, result);
}

function fillResult(result, { id, link }) {
  const copy = () =>
    attempt(async () => {
      await navigator.clipboard.writeText(id);
      showMessage(text("copied", { id }));
    });
  result.replaceChildren(
    element("code", {}, id),
    button(text("copy"), copy, { "aria-label": `${text("copy")} ${id}` }),
    ...(link
      ? [
          element(
            "a",
            { href: link, target: "_blank", rel: "noreferrer", "aria-label": `${text("open")} ${id}` },
            text("open"),
          ),
        ]
      : []),
  );
}
