const here = "http://desk.invalid";
const wayIn = ["/sign-in", "/setup", "/invitation", "/new-password", "/second-factor"];

/** Parses the result again as a browser does: the path of "/.//host" is "//host", the address of another host. */
export function nextPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  const url = URL.parse(value, here);
  if (url?.origin !== here) return "/";
  const path = `${url.pathname}${url.search}`;
  // API routes return files or data, and pages on the way in lead further: neither is a page to return to.
  if (url.pathname.startsWith("/api/") || wayIn.includes(url.pathname)) return "/";
  return URL.parse(path, here)?.origin === here ? path : "/";
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

function withNext(page: string, path: string): string {
  const next = nextPath(path);
  return next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;
}
