// The control page: its language, and the tables of payments, money and webhooks.
import {
  attempt,
  button,
  byId,
  callControl,
  chooseLanguage,
  element,
  fillTable,
  formatAmount,
  formatTime,
  hasToken,
  language,
  showMessage,
  text,
} from "./core.js";
import { showFaultChoices, showFaults } from "./faults.js";
import { showScenes } from "./scenes.js";
import { showSwitches } from "./switches.js";

const refreshMs = 3_000;

for (const choice of byId("language").children) {
  choice.addEventListener("click", () => {
    chooseLanguage(choice.lang);
    showMessage("");
    showPage();
  });
}
byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(showPayments);
});
byId("arrive").addEventListener("click", () =>
  attempt(async () => {
    const payment = await callControl("createPayment", { announce: true });
    showMessage(text("arrived", { id: payment.id }));
    await showTables();
  }),
);
byId("clear-faults").addEventListener("click", () =>
  attempt(async () => {
    await callControl("clearFaults");
    showMessage(text("faultsCleared"));
    await showFaults();
  }),
);
byId("reset-switches").addEventListener("click", () =>
  attempt(async () => {
    await callControl("resetSwitches");
    showMessage(text("switchesReset"));
    await showSwitches();
  }),
);
showPage();
// Shows the effects of webhooks and deadlines without a reload.
if (hasToken)
  setInterval(
    () => attempt(() => Promise.all([showClock(), showLedger(), showWebhooks(), showFaults()])),
    refreshMs,
  );

function showPage() {
  document.documentElement.lang = language();
  document.title = text("title");
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = text(part.dataset.text);
  for (const part of document.querySelectorAll("[data-label]"))
    part.setAttribute("aria-label", text(part.dataset.label));
  // Scrolled by keyboard too.
  for (const part of document.querySelectorAll(".scroll")) part.tabIndex = 0;
  for (const choice of byId("language").children)
    choice.setAttribute("aria-pressed", String(choice.lang === language()));
  showScenes(showTables);
  showFaultChoices();
  if (hasToken) attempt(() => Promise.all([showTables(), showSwitches()]));
  else showMessage(text("noToken"));
}

async function showTables() {
  await Promise.all([showClock(), showPayments(), showFaults(), showLedger(), showWebhooks()]);
}

async function showClock() {
  const [now, url] = await Promise.all([callControl("now"), callControl("webhookUrl")]);
  const time = formatTime(now);
  byId("clock").textContent = url ? text("clock", { time, url }) : text("clockWithoutWebhooks", { time });
}

async function showPayments() {
  const payments = await callControl("payments", byId("search").elements.namedItem("text").value);
  fillTable(
    "payments",
    ["columnId", "columnStatus", "columnOrder", "columnAmount", "columnCancelled", "columnActions"],
    payments.map((payment) => [
      payment.id,
      [
        payment.status,
        element(
          "small",
          {},
          ` ${payment.channel?.pgProvider ?? ""} ${payment.channel?.type === "TEST" ? "TEST" : ""}`,
        ),
      ],
      payment.orderName,
      { number: `${formatAmount(payment.amount.total)} ${payment.currency}` },
      { number: formatAmount(payment.amount.cancelled) },
      paymentButtons(payment),
    ]),
  );
}

function paymentButtons(payment) {
  const action = (label, name, ...args) =>
    button(
      text(label),
      () =>
        attempt(async () => {
          await callControl(name, payment.id, ...args);
          showMessage(text("done", { id: payment.id, action: text(label) }));
          await showTables();
        }),
      { "aria-label": `${text(label)} ${payment.id}` },
    );
  const pending = (payment.cancellations ?? []).filter(({ status }) => status === "REQUESTED");
  return [
    ...(payment.status === "PAID" || payment.status === "PARTIAL_CANCELLED"
      ? [action("cancelInConsole", "cancelInConsole")]
      : []),
    ...(payment.status === "VIRTUAL_ACCOUNT_ISSUED" ? [action("deposit", "deposit")] : []),
    ...pending.flatMap(({ id }) => [
      action("endSucceed", "endCancellation", id, "succeed"),
      action("endFail", "endCancellation", id, "fail"),
    ]),
  ];
}

async function showLedger() {
  const entries = (await callControl("ledger")).slice(-30).reverse();
  fillTable(
    "ledger",
    ["columnTime", "columnPayment", "columnAmount", "columnBy", "columnCancellation"],
    entries.map((entry) => [
      formatTime(entry.at),
      entry.paymentId,
      { number: `${formatAmount(entry.amount)} ${entry.currency}` },
      entry.by,
      entry.cancellationId,
    ]),
  );
}

async function showWebhooks() {
  const webhooks = (await callControl("webhooks")).sort((a, b) => b.createdAt - a.createdAt).slice(0, 30);
  fillTable(
    "webhooks",
    ["columnTime", "columnKind", "columnPayment", "columnStatus", "columnAnswers", "columnNext"],
    webhooks.map((webhook) => [
      formatTime(webhook.createdAt),
      webhook.type,
      webhook.paymentId,
      webhook.state,
      webhook.attempts.map((each) => each.status ?? each.error ?? "?").join(", "),
      webhook.nextAt ? formatTime(webhook.nextAt) : "",
    ]),
  );
}
