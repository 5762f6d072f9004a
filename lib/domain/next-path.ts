const here = "http://desk.invalid";

/**
 * Returns a path of this site, with its query, to open after sign-in; "/" for any other input. The result is parsed
 * again as a browser parses it: the path of "/.//host" is "//host", which is the address of another host.
 */
export function nextPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  const url = URL.parse(value, here);
  if (url?.origin !== here) return "/";
  const path = `${url.pathname}${url.search}`;
  // API routes return files or data, not a page to return to.
  if (url.pathname.startsWith("/api/")) return "/";
  return URL.parse(path, here)?.origin === here ? path : "/";
}

/** The request header in which the proxy passes the requested path to a page that redirects to sign-in. */
export const pathHeader = "x-desk-path";

export function signInPath(path: string): string {
  const next = nextPath(path);
  return next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
