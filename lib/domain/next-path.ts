const here = "http://desk.invalid";
const wayIn = ["/sign-in", "/setup", "/invitation", "/new-password", "/second-factor", "/confirmed"];

/** Parses the result again as a browser does: the path of "/.//host" is "//host", the address of another host. */
export function nextPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  const url = URL.parse(value, here);
  if (url?.origin !== here) return "/";
  const path = `${url.pathname}${url.search}`;
  // API routes return files or data, and pages on the way in lead further: neither is a page to return to.
  if (url.pathname.startsWith("/api/") || url.pathname.startsWith("/sign-in/")) return "/";
  if (wayIn.includes(url.pathname)) return "/";
  return URL.parse(path, here)?.origin === here ? path : "/";
}

export const setupPath = "/setup";

/** Shown in the tab in which the provider confirmed who the person is. */
export const confirmedPath = "/confirmed";

/** Returns the address that says why the provider confirmed nobody. `code`: a ProviderError. */
export function notConfirmedPath(code: string): string {
  return `${confirmedPath}?refused=${code}`;
}

/** The proxy passes the requested path in this header to a page that redirects to sign-in. */
export const pathHeader = "x-desk-path";

export function signInPath(path: string): string {
  return withNext("/sign-in", path);
}

/** Returns the address of the page that replaces a temporary password and then leads to `path`. */
export function newPasswordPath(path: string): string {
  return withNext("/new-password", path);
}

/** Returns the address of the page that sets up a second factor and then leads to `path`. */
export function secondFactorPath(path: string): string {
  return withNext("/second-factor", path);
}

/** Returns the address that leads to the company's OpenID provider and then to `path`. */
export function providerPath(path: string): string {
  return withNext("/sign-in/provider", path);
}

/** Leads to the provider, which asks again who the person is. */
export const confirmByProviderPath = "/sign-in/provider?confirm=1";

/** Returns the address of the sign-in with the reason why the provider's sign-in failed. `code`: a ProviderError. */
export function signInErrorPath(code: string, path: string): string {
  const page = signInPath(path);
  return `${page}${page.includes("?") ? "&" : "?"}refused=${code}`;
}

function withNext(page: string, path: string): string {
  const next = nextPath(path);
  return next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;
}
