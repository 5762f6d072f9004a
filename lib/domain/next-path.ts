// Where a person goes after signing in: a path of this site, whatever was asked for.

const here = "http://desk.invalid";

/**
 * Returns a path of this site, with its query, to go to after signing in; "/" for anything else. What is returned is read
 * again as a browser reads it: the path of "/.//host" is "//host", which is another host's address.
 */
export function nextPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  const url = URL.parse(value, here);
  if (url?.origin !== here) return "/";
  const path = `${url.pathname}${url.search}`;
  // What answers with a file or with data is no page to come back to.
  if (url.pathname.startsWith("/api/")) return "/";
  return URL.parse(path, here)?.origin === here ? path : "/";
}

/** The request header in which the proxy names the path that was asked for, for a page that sends the person to sign in. */
export const pathHeader = "x-desk-path";

/** Returns the address of sign-in, from which a person comes back to `path`. */
export function signInPath(path: string): string {
  const next = nextPath(path);
  return next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
