// A message in the format of each service.
import "server-only";
import { Webhook } from "standardwebhooks";
import type { ChannelType } from "@/lib/domain/alerts/channel";

/** What a person reads of a message. */
export type AlertText = {
  title: string;
  /** Plain text, one line for each alert. */
  lines: readonly string[];
  /** Text that is copied from the message as it is, such as a checkpoint. */
  exact: readonly string[];
  /** "N more", or null. */
  more: string | null;
  /** Who should look, and at what. */
  who: string;
  link: { label: string; url: string };
};

/** What a program reads of a message. */
export type AlertData = {
  id: string;
  kind: string;
  count: number;
  /** At most 20. */
  alerts: readonly Record<string, string | number | null>[];
};

export type WebRequest = { body: string; headers: Record<string, string> };

type WebType = Exclude<ChannelType, "mail">;

/** `secret`: of a channel of type `webhook`. `at`: of the attempt, because a receiver refuses an old signature. */
export function webRequest(
  type: WebType,
  text: AlertText,
  data: AlertData,
  { secret, at }: { secret: string | null; at: Date },
): WebRequest {
  switch (type) {
    case "slack":
      return json({ text: slackText(text) });
    case "jandi":
      return json(jandiMessage(text), { accept: "application/vnd.tosslab.jandi-v2+json" });
    case "teams":
      return json(teamsMessage(text));
    case "webhook": {
      if (secret === null) throw new Error("a signed channel has a secret");
      const { title, who, link } = text;
      return signed(JSON.stringify({ ...data, title, who, url: link.url }), data.id, secret, at);
    }
  }
}

/** Plain text, for a mail. */
export function mailText({ lines, exact, more, who, link }: AlertText): string {
  return [
    who,
    [...lines, ...exact, ...(more === null ? [] : [more])].join("\n"),
    `${link.label}\n${link.url}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function json(value: object, headers: Record<string, string> = {}): WebRequest {
  return { body: JSON.stringify(value), headers };
}

/** https://docs.slack.dev/messaging/formatting-message-text: an id must not become a mention of a whole channel. */
function slackText({ title, lines, exact, more, who, link }: AlertText): string {
  const plain = (value: string) =>
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    `*${plain(title)}*`,
    ...lines.map((line) => `• ${plain(line)}`),
    ...exact.map((text) => `\`\`\`${plain(text)}\`\`\``),
    ...(more === null ? [] : [plain(more)]),
    plain(who),
    `<${link.url}|${plain(link.label)}>`,
  ].join("\n");
}

/** https://support.jandi.com: incoming webhook. Brackets would make a link of an id. */
function jandiMessage({ title, lines, exact, more, who, link }: AlertText) {
  const plain = (value: string) => value.replaceAll("[", "［").replaceAll("]", "］");
  return {
    body: `${plain(title)} [[${plain(link.label)}]](${link.url})`,
    connectColor: "#1F5FD6",
    connectInfo: [
      {
        title: plain(who),
        description: [...lines, ...exact, ...(more === null ? [] : [more])].map(plain).join("\n"),
      },
    ],
  };
}

/** An adaptive card in a message, as workflows of Microsoft Teams take it. A `TextRun` has no markup. */
function teamsMessage({ title, lines, exact, more, who, link }: AlertText) {
  const line = (text: string, style: object = {}) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, ...style }],
  });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            line(title, { weight: "bolder", size: "medium" }),
            ...lines.map((text) => line(text)),
            ...exact.map((text) => line(text, { fontType: "monospace" })),
            ...(more === null ? [] : [line(more, { isSubtle: true })]),
            line(who, { isSubtle: true }),
          ],
          actions: [{ type: "Action.OpenUrl", title: link.label, url: link.url }],
        },
      },
    ],
  };
}

/** https://www.standardwebhooks.com */
function signed(body: string, id: string, secret: string, at: Date): WebRequest {
  return {
    body,
    headers: {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
  };
}
