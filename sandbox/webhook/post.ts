// Sends a webhook over plain HTTP, with node:http instead of fetch: a program that hosts the sandbox in its own process may
// have replaced fetch's dispatcher.
import { Agent, request } from "node:http";
import { readBody } from "../http.ts";

type PostResult = { status: number | null; header: string; body: string; error?: string };
export type Poster = {
  post(url: string, headers: Record<string, string>, body: string): Promise<PostResult>;
  close(): void;
};

// Documented: 30 s to connect, 30 s to read.
const timeLimitMs = 30_000;
const storedAnswerBytes = 16 * 1024;

/** Returns whether `url` is plain http to this machine, the only destination of the sandbox. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === "http:" &&
    (hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname))
  );
}

/** Creates a sender with its own connections. A missing answer is a result with `status` null, not an exception. */
export function createPoster(): Poster {
  const agent = new Agent({ keepAlive: true });
  return {
    post: (url, headers, body) =>
      new Promise((resolve) => {
        const failed = (error: Error) =>
          resolve({ status: null, header: "", body: "", error: error.message });
        const outgoing = request(
          url,
          {
            method: "POST",
            agent,
            timeout: timeLimitMs,
            headers: { ...headers, "content-length": Buffer.byteLength(body) },
          },
          (answer) => {
            const header = Object.entries(answer.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join("\n");
            readBody(answer, Number.POSITIVE_INFINITY).then(
              (bytes) =>
                resolve({
                  status: answer.statusCode ?? null,
                  header,
                  body: bytes.subarray(0, storedAnswerBytes).toString("utf8"),
                }),
              failed,
            );
          },
        );
        outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${timeLimitMs} ms`)));
        outgoing.on("error", failed);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}
