import type { Page, Request } from "@playwright/test";

type InterceptedAction = { path: string; body: string; headers: Record<string, string> };

/** Runs `cause`, which triggers a server action, and returns the action without sending it. */
export async function interceptAction(page: Page, cause: () => Promise<void>): Promise<InterceptedAction> {
  const isAction = (request: Request) =>
    request.method() === "POST" && request.headers()["next-action"] !== undefined;
  const intercepted = page.waitForRequest(isAction);
  await page.route("**/*", (route) => (isAction(route.request()) ? route.abort() : route.continue()));
  await cause();
  const request = await intercepted;
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

/** Sends the action as the person signed in on `page`, with `more` merged into its first argument. Returns the answer. */
export async function sendAction(
  page: Page,
  { path, body, headers }: InterceptedAction,
  more: Record<string, unknown> = {},
): Promise<string> {
  const [first, ...rest] = JSON.parse(body);
  const answer = await page.request.post(path, {
    data: JSON.stringify([{ ...first, ...more }, ...rest]),
    headers,
  });
  return answer.text();
}
