import { describe, expect, test } from "vitest";
import { arrivals, type WebhookSend } from "./webhook-sends";

const send = (overrides: Partial<WebhookSend>): WebhookSend => ({
  id: "record-1",
  url: null,
  status: "SUCCEEDED",
  paymentStatus: "PAID",
  executions: null,
  byHand: false,
  responseCode: null,
  triggeredAt: null,
  header: null,
  body: null,
  ...overrides,
});
const one = (overrides: Partial<WebhookSend>, deliveries: { id: string; body: string }[]) =>
  arrivals([send(overrides)], deliveries)[0];

describe("a webhook that PortOne says it sent", () => {
  test("is here when its record has the id that we received", () => {
    expect(one({ id: "wh-1" }, [{ id: "wh-1", body: "x" }])).toEqual({ here: "yes", deliveryId: "wh-1" });
  });

  test("is here when the header of the attempt names one of ours", () => {
    const header = "content-type: application/json\r\nWebhook-Id: wh-2\r\nwebhook-timestamp: 1";
    expect(one({ header }, [{ id: "wh-2", body: "x" }])).toEqual({ here: "yes", deliveryId: "wh-2" });
    const json = '{"content-type":["application/json"],"webhook-id":["wh-2"]}';
    expect(one({ header: json }, [{ id: "wh-2", body: "x" }])).toEqual({ here: "yes", deliveryId: "wh-2" });
  });

  test("is here when an earlier attempt, under another id, brought the same text", () => {
    expect(one({ header: "webhook-id: wh-9", body: "same" }, [{ id: "wh-1", body: "same" }])).toEqual({
      here: "yes",
      deliveryId: "wh-1",
    });
  });

  test("never came when neither its id nor its text is among ours", () => {
    expect(one({ header: "webhook-id: wh-9", body: "other" }, [{ id: "wh-1", body: "same" }])).toEqual({
      here: "no",
    });
    expect(one({ body: "other" }, [])).toEqual({ here: "no" });
  });

  test("is unclear when PortOne shows nothing to compare, which is no proof that it never came", () => {
    expect(one({}, [{ id: "wh-1", body: "same" }])).toEqual({ here: "unclear" });
    expect(one({ header: "webhook-id: wh-9" }, [])).toEqual({ here: "unclear" });
  });

  test("is unclear when two sends have the same text", () => {
    const sends = [send({ id: "a", body: "same" }), send({ id: "b", body: "same" })];
    expect(arrivals(sends, [{ id: "wh-1", body: "same" }])).toEqual([
      { here: "unclear" },
      { here: "unclear" },
    ]);
  });
});
