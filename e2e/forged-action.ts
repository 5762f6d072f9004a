// A server action taken off the wire before it leaves, to be sent by somebody else or with other words.
import type { Page, Request } from "@playwright/test";

type CaughtAction = { path: string; body: string; headers: Record<string, string> };

/** Does what sends an action, and keeps the action from leaving. */
export async function interceptAction(page: Page, cause: () => Promise<void>): Promise<CaughtAction> {
  const isAction = (request: Request) =>
    request.method() === "POST" && request.headers()["next-action"] !== undefined;
  const caught = page.waitForRequest(isAction);
  await page.route("**/*", (route) => (isAction(route.request()) ? route.abort() : route.continue()));
  await cause();
  const request = await caught;
  const { origin, pathname } = new URL(request.url());
  const {
    "next-action": action = "",
    "next-router-state-tree": tree = "",
    "content-type": type = "text/plain",
  } = request.headers();
  return {
    path: pathname,
    body: request.postData() ?? "",
    headers: { "next-action": action, "next-router-state-tree": tree, "content-type": type, origin },
  };
}

/** Sends it as whoever is signed in on `page`, its first argument changed by `more`; the answer's text. */
export async function sendAction(
  page: Page,
  { path, body, headers }: CaughtAction,
  more: Record<string, unknown> = {},
): Promise<string> {
  const [first, ...rest] = JSON.parse(body);
  const answer = await page.request.post(path, {
    data: JSON.stringify([{ ...first, ...more }, ...rest]),
    headers,
  });
  return answer.text();
}
