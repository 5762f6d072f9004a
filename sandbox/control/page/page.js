// The control page. The token is in the address's fragment, which browsers never send, and is stored for this tab only.
// All content is set as text, never as markup, because payment data may be anything that a client sent.

const tokenName = "sandbox-token";
const given = new URLSearchParams(location.hash.slice(1)).get("token");
if (given) {
  sessionStorage.setItem(tokenName, given);
  history.replaceState(null, "", location.pathname);
}

const faultKinds = [
  ["늦은 응답", "late answer", { kind: "delay", ms: 5000 }],
  ["응답 중 끊김", "answer, then drop", { kind: "answer-then-drop" }],
  ["연결 끊김", "reset", { kind: "reset" }],
  ["처리 후 무응답", "execute, never answer", { kind: "execute-then-silence" }],
  ["무응답", "silence", { kind: "silence" }],
  ["PG 오류", "502 PG_PROVIDER", { kind: "pg-error" }],
  ["PG 오류, 돈은 나감", "PG error, executed", { kind: "pg-error", executed: true }],
  ["HTML 502", "HTML body", { kind: "html", status: 502 }],
  ["HTML 500, 처리됨", "HTML, executed", { kind: "html", status: 500, executed: true }],
  ["429", "too many requests", { kind: "status", status: 429, body: { message: "Too many requests" } }],
  ["모르는 취소 상태", "unknown status", { kind: "unknown-status" }],
  ["깨진 JSON", "malformed", { kind: "malformed" }],
  ["비동기 취소", "REQUESTED", { kind: "async-cancel" }],
  ["취소 실패", "FAILED", { kind: "fail-cancel" }],
  ["웹훅 분실", "webhook lost", { kind: "webhook-lost" }],
  ["웹훅 지연", "webhook late", { kind: "webhook-delay", ms: 30000 }],
  ["웹훅 두 번", "webhook twice", { kind: "webhook-twice" }],
  ["웹훅 순서 바뀜", "out of order", { kind: "webhook-out-of-order" }],
  ["웹훅 먼저", "before the answer", { kind: "webhook-before-answer" }],
];
const byId = (id) => document.getElementById(id);
const time = (value) => new Date(value).toLocaleString("ko-KR", { timeZone: "Asia/Seoul" });

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(showPayments);
});
byId("arrive").addEventListener("click", () =>
  attempt(async () => {
    const payment = await callControl("createPayment", { announce: true });
    showMessage(`${payment.id} 도착`);
    await showAll();
  }),
);
byId("clear-faults").addEventListener("click", () =>
  attempt(() => callControl("clearFaults").then(showFaults)),
);
byId("fault-buttons").append(
  ...faultKinds.map(([name, english, fault]) => button(name, english, () => scriptFault(fault))),
);
attempt(showAll);
// Shows the effects of webhooks and deadlines without a reload.
setInterval(
  () => attempt(() => Promise.all([showClock(), showLedger(), showWebhooks(), showFaults()])),
  3000,
);

async function callControl(name, ...args) {
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

function attempt(work) {
  Promise.resolve()
    .then(work)
    .catch((error) => showMessage(`안 됨: ${error.message}`));
}

function showMessage(text) {
  byId("message").textContent = text;
}

async function showAll() {
  await Promise.all([
    showClock(),
    showPayments(),
    showFaults(),
    showLedger(),
    showWebhooks(),
    showSwitches(),
  ]);
}

async function showClock() {
  const [now, url] = await Promise.all([callControl("now"), callControl("webhookUrl")]);
  byId("clock").textContent = `샌드박스 시각 ${time(now)} · 웹훅 ${url ?? "보내지 않음"}`;
}

async function showPayments() {
  const payments = await callControl("payments", byId("search").elements.namedItem("text").value);
  const rows = payments.map((payment) => [
    payment.id,
    payment.status,
    `${payment.channel?.pgProvider ?? ""} ${payment.channel?.type ?? ""}`,
    payment.orderName,
    { number: `${payment.amount.total.toLocaleString("ko-KR")} ${payment.currency}` },
    { number: payment.amount.cancelled.toLocaleString("ko-KR") },
    paymentButtons(payment),
  ]);
  fill("payments", ["아이디", "상태", "PG", "주문명", "금액", "취소됨", "할 일"], rows);
}

function paymentButtons(payment) {
  const done =
    (name, ...args) =>
    () =>
      attempt(async () => {
        await callControl(name, payment.id, ...args);
        showMessage(`${payment.id}: ${name}`);
        await showAll();
      });
  const buttons = [];
  if (payment.status === "PAID" || payment.status === "PARTIAL_CANCELLED") {
    buttons.push(button("콘솔에서 취소", "cancel in console", done("cancelInConsole")));
  }
  if (payment.status === "VIRTUAL_ACCOUNT_ISSUED") buttons.push(button("입금", "deposit", done("deposit")));
  for (const entry of payment.cancellations ?? []) {
    if (entry.status !== "REQUESTED") continue;
    buttons.push(button("취소 성공", "settle", done("endCancellation", entry.id, "succeed")));
    buttons.push(button("취소 실패", "fail", done("endCancellation", entry.id, "fail")));
  }
  return buttons;
}

function scriptFault(fault) {
  attempt(async () => {
    const fields = new FormData(byId("fault"));
    const paymentId = String(fields.get("paymentId")).trim();
    await callControl("script", {
      ...fault,
      count: Number(fields.get("count")),
      ...(paymentId ? { paymentId } : {}),
    });
    await showFaults();
  });
}

async function showFaults() {
  const faults = await callControl("faults");
  const rows = faults.map((fault) => [
    fault.kind,
    fault.operation ?? "",
    fault.paymentId ?? "전체",
    { number: String(fault.count) },
  ]);
  fill("faults", ["종류", "대상", "결제", "남은 횟수"], rows);
}

async function showLedger() {
  const entries = (await callControl("ledger")).slice(-30).reverse();
  const rows = entries.map((entry) => [
    time(entry.at),
    entry.paymentId,
    { number: `${entry.amount.toLocaleString("ko-KR")} ${entry.currency}` },
    entry.by,
    entry.cancellationId,
  ]);
  fill("ledger", ["시각", "결제", "금액", "누가", "취소"], rows);
}

async function showWebhooks() {
  const webhooks = (await callControl("webhooks")).sort((a, b) => b.createdAt - a.createdAt).slice(0, 30);
  const rows = webhooks.map((webhook) => [
    time(webhook.createdAt),
    webhook.type,
    webhook.paymentId,
    webhook.state,
    webhook.attempts.map((each) => each.status ?? each.error ?? "?").join(", "),
    webhook.nextAt ? time(webhook.nextAt) : "",
  ]);
  fill("webhooks", ["시각", "종류", "결제", "상태", "응답", "다음 시도"], rows);
}

async function showSwitches() {
  const [switches, choices] = await Promise.all([callControl("switches"), callControl("switchChoices")]);
  byId("switches").replaceChildren(
    ...Object.entries(switches).map(([name, value]) => switchField(name, value, choices[name])),
  );
}

function switchField(name, value, choices) {
  const options = typeof value === "boolean" ? ["true", "false"] : choices;
  const field = document.createElement(options ? "select" : "input");
  if (options) field.append(...options.map((option) => new Option(option, option)));
  field.value = value === null ? "" : String(value);
  field.addEventListener("change", () =>
    attempt(async () => {
      await callControl("setSwitches", { [name]: parseSwitch(value, field.value) });
      showMessage(`${name} = ${field.value}`);
    }),
  );
  const label = document.createElement("label");
  label.append(name, field);
  return label;
}

function parseSwitch(before, text) {
  if (typeof before === "boolean") return text === "true";
  if (before === null || typeof before === "number") return text === "" ? null : Number(text);
  return text;
}

function button(name, english, press) {
  const made = document.createElement("button");
  made.type = "button";
  const small = document.createElement("small");
  small.lang = "en";
  small.textContent = ` ${english}`;
  made.append(name, small);
  made.addEventListener("click", press);
  return made;
}

function fill(id, heads, rows) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const text of heads) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const content of row) {
      const cell = line.insertCell();
      if (Array.isArray(content)) cell.append(...content);
      else if (typeof content === "object") {
        cell.className = "number";
        cell.textContent = content.number;
      } else cell.textContent = content;
    }
  }
  byId(id).replaceChildren(table);
}
