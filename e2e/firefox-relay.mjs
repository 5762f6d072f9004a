#!/usr/bin/env node
// Playwright starts this in place of Firefox. Firefox ESR 140 lacks commands of WebDriver BiDi with which Playwright sets up a
// page (downloads, locale, media features, …) and without which the tests run as well. This passes everything on, and answers
// for such a command that it is done. From Firefox 146 on there is nothing to answer.
import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";
import { Transform } from "node:stream";

const dispensable = /^(emulation\.|browser\.setDownloadBehavior$|network\.addDataCollector$)/;

const firefox = spawn(process.env.FIREFOX_PATH ?? "firefox", process.argv.slice(2), {
  stdio: ["ignore", "ignore", "pipe"],
});
firefox.once("error", ({ message }) => {
  console.error(message);
  process.exit(1);
});
firefox.once("exit", (code) => process.exit(code ?? 1));
createInterface({ input: firefox.stderr }).on("line", (line) => {
  const port = /^WebDriver BiDi listening on ws:\/\/127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
  if (port === undefined) console.error(line);
  else relayTo(Number(port));
});

/** @param {number} port */
function relayTo(port) {
  const server = createServer((playwright) => {
    const browser = connect(port, "127.0.0.1");
    playwright.once("data", (upgrade) => {
      // Firefox refuses another port than its own.
      browser.write(upgrade.toString("latin1").replace(/^host: .*$/im, `Host: 127.0.0.1:${port}`), "latin1");
      playwright.pipe(browser);
    });
    browser.pipe(withoutUnknownCommands()).pipe(playwright);
    for (const [one, other] of [
      [playwright, browser],
      [browser, playwright],
    ])
      one.on("error", () => other.destroy());
  });
  server.listen(0, "127.0.0.1", () => {
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`);
  });
}

/** Returns a stream of WebSocket frames, after the headers of the answer to the upgrade. */
function withoutUnknownCommands() {
  let rest = Buffer.alloc(0);
  let isUpgraded = false;
  return new Transform({
    transform(chunk, _, done) {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const frame = isUpgraded ? frameOf(rest) : headersOf(rest);
        if (frame === null) return done();
        if (isUpgraded) replaceRefusal(frame.payload);
        isUpgraded = true;
        this.push(rest.subarray(0, frame.end));
        rest = rest.subarray(frame.end);
      }
    },
  });
}

/** @param {Buffer} bytes */
function headersOf(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  return end === -1 ? null : { payload: bytes.subarray(0, 0), end: end + 4 };
}

/**
 * A server's frames have no mask.
 * @param {Buffer} bytes
 */
function frameOf(bytes) {
  if (bytes.length < 2) return null;
  let [start, size] = [2, bytes[1]];
  if (size === 126 && bytes.length >= 4) [start, size] = [4, bytes.readUInt16BE(2)];
  else if (size === 127 && bytes.length >= 10) [start, size] = [10, Number(bytes.readBigUInt64BE(2))];
  else if (size > 125) return null;
  const end = start + size;
  return bytes.length < end ? null : { payload: bytes.subarray(start, end), end };
}

/**
 * The new answer is shorter; blanks keep the length of the frame.
 * @param {Buffer} payload
 */
function replaceRefusal(payload) {
  if (!payload.includes('"unknown command"')) return;
  const { type, id, error, message } = JSON.parse(payload.toString());
  if (type !== "error" || error !== "unknown command" || !dispensable.test(message)) return;
  payload.fill(" ").write(JSON.stringify({ type: "success", id, result: {} }));
}
