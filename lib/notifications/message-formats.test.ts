import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import * as z from "zod";
import { type AlertText, mailText, webRequest } from "./message-formats";

const text: AlertText = {
  title: "환불 실패 2건",
  lines: ["₩1,000 · <!channel> · a&b", "[누르세요](https://evil.example)"],
  exact: ['{"key":"a_b_c"}'],
  more: "외 3건",
  who: "확인해 주세요.",
  link: { label: "보기", url: "https://desk.example/refunds" },
};
const data = {
  id: "0b6f4f5e-0000-4000-8000-000000000000",
  kind: "refund-failed",
  count: 5,
  alerts: [{ amount: 1_000 }],
};
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const request = (type: Parameters<typeof webRequest>[0], at = new Date()) =>
  webRequest(type, text, data, { secret: type === "webhook" ? secret : null, at });

test("Slack: an id is neither a mention nor a link", () => {
  const { text: sent } = z.object({ text: z.string() }).parse(JSON.parse(request("slack").body));
  expect(sent).toBe(
    [
      "*환불 실패 2건*",
      "• ₩1,000 · &lt;!channel&gt; · a&amp;b",
      "• [누르세요](https://evil.example)",
      '```{"key":"a_b_c"}```',
      "외 3건",
      "확인해 주세요.",
      "<https://desk.example/refunds|보기>",
    ].join("\n"),
  );
});

test("JANDI: its format and its header, and an id is no link", () => {
  const { body, headers } = request("jandi");
  expect(headers).toEqual({ accept: "application/vnd.tosslab.jandi-v2+json" });
  expect(JSON.parse(body)).toEqual({
    body: "환불 실패 2건 [[보기]](https://desk.example/refunds)",
    connectColor: "#1F5FD6",
    connectInfo: [
      {
        title: "확인해 주세요.",
        description: '₩1,000 · <!channel> · a&b\n［누르세요］(https://evil.example)\n{"key":"a_b_c"}\n외 3건',
      },
    ],
  });
});

test("Microsoft Teams: an adaptive card whose text has no markup", () => {
  const card = z
    .object({
      type: z.literal("message"),
      attachments: z.tuple([
        z.object({
          contentType: z.literal("application/vnd.microsoft.card.adaptive"),
          content: z.object({
            type: z.literal("AdaptiveCard"),
            body: z.array(
              z.object({
                type: z.literal("RichTextBlock"),
                inlines: z.tuple([z.object({ type: z.literal("TextRun"), text: z.string() })]),
              }),
            ),
            actions: z.tuple([z.object({ type: z.literal("Action.OpenUrl"), url: z.string() })]),
          }),
        }),
      ]),
    })
    .parse(JSON.parse(request("teams").body));
  const { content } = card.attachments[0];
  expect(content.body.map(({ inlines }) => inlines[0].text)).toEqual([
    text.title,
    ...text.lines,
    ...text.exact,
    text.more,
    text.who,
  ]);
  expect(content.actions[0].url).toBe(text.link.url);
});

test("a signed webhook is verified by the reference library, and a changed one is not", () => {
  const { body, headers } = request("webhook");
  const webhook = new Webhook(secret);
  expect(webhook.verify(body, headers)).toEqual({
    ...data,
    title: text.title,
    who: text.who,
    url: text.link.url,
  });
  expect(() => webhook.verify(body.replace("1000", "2000"), headers)).toThrow();
  const old = request("webhook", new Date(Date.now() - 3_600_000));
  expect(() => webhook.verify(old.body, old.headers)).toThrow();
});

test("a mail is plain text with the link alone in its line", () => {
  expect(mailText(text)).toBe(
    '확인해 주세요.\n\n₩1,000 · <!channel> · a&b\n[누르세요](https://evil.example)\n{"key":"a_b_c"}\n외 3건\n\n보기\nhttps://desk.example/refunds',
  );
});
