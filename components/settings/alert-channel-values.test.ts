import { expect, test } from "vitest";
import type { ListedChannel } from "@/lib/domain/alerts/channel";
import { channelValues, readChannel } from "./alert-channel-values";

const hook = "https://hooks.slack.com/services/T/B/x";
const typed = { ...channelValues(null, "ko"), name: "환불 팀", address: hook };
const known: ListedChannel = {
  id: "0b6f4f5e-0000-4000-8000-000000000000",
  revision: 3,
  name: "환불 팀",
  type: "slack",
  shownAddress: "https://hooks.slack.com",
  locale: "en",
  kinds: ["checkpoint"],
  amountFrom: { amount: 1_050, currency: "USD" },
  quiet: { from: 0, to: 540 },
  isActive: false,
  lastSuccessAt: null,
  failure: null,
  waiting: 0,
  missed: 0,
};

test("a new channel begins with the kinds that need a person", () => {
  const read = readChannel(typed, null);
  expect(read).toMatchObject({
    value: { revision: 0, address: hook, amountFrom: null, quiet: null, isActive: true },
  });
  expect(read.ok && read.value.kinds).not.toContain("checkpoint");
});

test("a known channel is read as it was shown, and keeps its address", () => {
  const { lastSuccessAt: _, failure: __, waiting: ___, missed: ____, shownAddress: _____, ...same } = known;
  expect(readChannel(channelValues(known, "ko"), known)).toEqual({
    ok: true,
    value: { ...same, address: null },
  });
});

test.each([
  ["", "name", "name-missing"],
  ["a".repeat(41), "name", "name-too-long"],
])("the name %j is refused", (name, field, code) => {
  expect(readChannel({ ...typed, name }, null)).toMatchObject({ error: { detail: { field, code } } });
});

test.each([
  ["", "address-missing"],
  ["hooks.slack.com", "address-not-web"],
  ["ftp://hooks.slack.com", "address-not-web"],
  ["https://user:password@hooks.slack.com", "address-not-web"],
  ["http://hooks.slack.com", "address-not-https"],
  [`https://hooks.slack.com/${"a".repeat(2_000)}`, "address-too-long"],
])("the web address %s is refused", (address, code) => {
  expect(readChannel({ ...typed, address }, null)).toMatchObject({
    error: { detail: { field: "address", code } },
  });
});

test("a mail address, kinds and an amount are checked", () => {
  expect(readChannel({ ...typed, type: "mail" }, null)).toMatchObject({
    error: { detail: { code: "address-not-mail" } },
  });
  expect(readChannel({ ...typed, type: "mail", address: " team@example.com " }, null)).toMatchObject({
    value: { address: "team@example.com" },
  });
  expect(readChannel({ ...typed, kinds: [] }, null)).toMatchObject({
    error: { detail: { code: "kinds-missing" } },
  });
  expect(readChannel({ ...typed, amount: "10,000" }, null)).toMatchObject({
    value: { amountFrom: { amount: 10_000, currency: "KRW" } },
  });
  expect(readChannel({ ...typed, amount: "만원" }, null)).toMatchObject({
    error: { detail: { field: "amount" } },
  });
});
