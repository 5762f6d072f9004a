import { createServer, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { captureLog } from "@/tests/support/capture-log";
import { testCertificate } from "@/tests/support/test-certificate";
import { createMailer } from "./mailer";

const open: (SMTPServer | Server)[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

const mail = {
  to: "minjun@example.com",
  subject: "환불데스크 초대",
  text: "안녕하세요.\n\nhttps://desk/#token",
};
const from = { name: "환불데스크, (서울)", address: "desk@example.com" };
const local = { host: "127.0.0.1", isImplicitTls: false, isLocal: true, user: null, password: null };

type Received = { to: string[]; text: string; isSecure: boolean; user: string | undefined };

async function serve(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    ...testCertificate,
    logger: false,
    authOptional: true,
    onData(stream, { envelope, secure, user }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          to: envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
          isSecure: secure,
          user: typeof user === "string" ? user : undefined,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  open.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { port: portOf(server.server), received };
}

function portOf(server: { address(): unknown }): number {
  const address = server.address();
  if (typeof address !== "object" || address === null || !("port" in address)) throw new Error("no port");
  return Number(address.port);
}

test("a mail arrives with sender, recipient, subject and text", async () => {
  const { port, received } = await serve({ disabledCommands: ["STARTTLS"] });
  expect(await createMailer({ server: { ...local, port }, from }).send(mail)).toEqual({
    ok: true,
    value: null,
  });
  expect(received).toMatchObject([{ to: [mail.to], isSecure: false }]);
  const [head = "", body = ""] = received[0]?.text.split("\r\n\r\n") ?? [];
  expect(head).toContain("desk@example.com");
  expect(head).toContain(`To: ${mail.to}`);
  expect(Buffer.from(body, "base64").toString().trim()).toBe(mail.text);
});

test.each([
  ["STARTTLS", false],
  ["TLS from the first byte", true],
])(
  "with %s the password and the mail go encrypted to a server of a known authority",
  async (_, isImplicitTls) => {
    const { port, received } = await serve({
      secure: isImplicitTls,
      authOptional: false,
      onAuth: ({ username, password }, __, done) =>
        username === "desk" && password === "p@ss word"
          ? done(null, { user: username })
          : done(new Error("wrong")),
    });
    const server = {
      ...local,
      host: "localhost",
      port,
      isImplicitTls,
      isLocal: false,
      user: "desk",
      password: "p@ss word",
    };
    const ca = testCertificate.cert;
    expect(await createMailer({ server, from, ca }).send(mail)).toMatchObject({ ok: true });
    expect(received).toMatchObject([{ isSecure: true, user: "desk" }]);
    captureLog();
    expect(await createMailer({ server, from }).send(mail)).toMatchObject({ ok: false });
    expect(
      await createMailer({ server: { ...server, password: "wrong" }, from, ca }).send(mail),
    ).toMatchObject({
      error: { code: "mail-failed" },
    });
    expect(received).toHaveLength(1);
  },
);

test("to another machine nothing is sent without TLS", async () => {
  const { port, received } = await serve({ disabledCommands: ["STARTTLS"] });
  captureLog();
  const sent = await createMailer({ server: { ...local, port, isLocal: false }, from }).send(mail);
  expect(sent).toMatchObject({ error: { code: "mail-failed" } });
  expect(received).toEqual([]);
});

test.each<[string, SMTPServerOptions]>([
  ["the recipient", { onRcptTo: ({ address }, _, done) => done(new Error(`no mailbox ${address}`)) }],
  [
    "the mail after its text",
    {
      onData(stream, _, done) {
        stream.resume();
        stream.on("end", () => done(new Error("refused minjun@example.com")));
      },
    },
  ],
])("a server that refuses %s is reported, and the log names nobody", async (_, options) => {
  const { port } = await serve({ disabledCommands: ["STARTTLS"], ...options });
  const lines = captureLog();
  const sent = await createMailer({ server: { ...local, port }, from }).send(mail);
  expect(sent).toMatchObject({ error: { code: "mail-failed" } });
  expect(lines.join()).toContain("a mail was not sent");
  expect(lines.join()).not.toMatch(/minjun|desk@example|token/);
});

test.each<[string, (socket: Socket) => void]>([
  ["never answers", () => {}],
  [
    "answers without an end",
    (socket) => {
      socket.write("220 slow\r\n");
      const drip = setInterval(() => socket.write("250-x\r\n"), 20);
      socket.once("close", () => clearInterval(drip));
    },
  ],
])("a server that %s holds neither the sender nor a connection", async (_, answer) => {
  const sockets = new Set<Socket>();
  const slow = createServer((socket) => {
    sockets.add(socket);
    socket.resume();
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
    answer(socket);
  });
  open.push(slow);
  await new Promise<void>((resolve) => {
    slow.listen(0, "127.0.0.1", resolve);
  });
  captureLog();
  const mailer = createMailer({ server: { ...local, port: portOf(slow) }, from, limitMs: 300 });
  expect(await mailer.send(mail)).toMatchObject({ error: { code: "mail-failed" } });
  await expect.poll(() => sockets.size).toBe(0);
});

test("a mail server on this machine needs no certificate that is known", async () => {
  const { port, received } = await serve();
  expect(await createMailer({ server: { ...local, port }, from }).send(mail)).toMatchObject({ ok: true });
  expect(received).toMatchObject([{ isSecure: false }]);
});

test("line ends in subject and names write no headers, and an address is one", async () => {
  const { port, received } = await serve({ disabledCommands: ["STARTTLS"] });
  const mailer = createMailer({ server: { ...local, port }, from });
  await mailer.send({ ...mail, subject: "초대\r\nBcc: other@example.com", text: "x" });
  await mailer.send({ ...mail, to: "a@example.com,b@example.com" }).catch(() => undefined);
  const named = createMailer({
    server: { ...local, port },
    from: { ...from, name: "x\r\nBcc: y@example.com" },
  });
  await named.send(mail);
  expect(received.map(({ to }) => to)).not.toContainEqual(expect.arrayContaining(["b@example.com"]));
  for (const { text } of received) expect(text).not.toMatch(/^Bcc:/m);
  expect(received[0]?.to).toEqual([mail.to]);
});
