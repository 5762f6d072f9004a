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
const arrivalOf = (overrides: Partial<WebhookSend>, deliveries: { id: string; body: string }[]) =>
  arrivals([send(overrides)], deliveries)[0];

describe("a webhook in PortOne's record", () => {
  test("has arrived if its record has an id that we received", () => {
    expect(arrivalOf({ id: "wh-1" }, [{ id: "wh-1", body: "x" }])).toEqual({
      here: "yes",
      deliveryId: "wh-1",
    });
  });

  test("has arrived if the header of the attempt has an id that we received", () => {
    const header = "content-type: application/json\r\nWebhook-Id: wh-2\r\nwebhook-timestamp: 1";
    expect(arrivalOf({ header }, [{ id: "wh-2", body: "x" }])).toEqual({ here: "yes", deliveryId: "wh-2" });
    const json = '{"content-type":["application/json"],"webhook-id":["wh-2"]}';
    expect(arrivalOf({ header: json }, [{ id: "wh-2", body: "x" }])).toEqual({
      here: "yes",
      deliveryId: "wh-2",
    });
  });

  test("has arrived if an earlier attempt under another id had the same text", () => {
    expect(arrivalOf({ header: "webhook-id: wh-9", body: "same" }, [{ id: "wh-1", body: "same" }])).toEqual({
      here: "yes",
      deliveryId: "wh-1",
    });
  });

  test("has not arrived if we received neither its id nor its text", () => {
    expect(arrivalOf({ header: "webhook-id: wh-9", body: "other" }, [{ id: "wh-1", body: "same" }])).toEqual({
      here: "no",
    });
    expect(arrivalOf({ body: "other" }, [])).toEqual({ here: "no" });
  });

  test("is unclear if PortOne shows nothing to compare", () => {
    expect(arrivalOf({}, [{ id: "wh-1", body: "same" }])).toEqual({ here: "unclear" });
    expect(arrivalOf({ header: "webhook-id: wh-9" }, [])).toEqual({ here: "unclear" });
  });

  test("is unclear if two sends have the same text", () => {
    const sends = [send({ id: "a", body: "same" }), send({ id: "b", body: "same" })];
    expect(arrivals(sends, [{ id: "wh-1", body: "same" }])).toEqual([
      { here: "unclear" },
      { here: "unclear" },
    ]);
  });
});
