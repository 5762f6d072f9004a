const here = "http://desk.invalid";

/** Parses the result again as a browser does: the path of "/.//host" is "//host", the address of another host. */
export function nextPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  const url = URL.parse(value, here);
  if (url?.origin !== here) return "/";
  const path = `${url.pathname}${url.search}`;
  // API routes return files or data, not a page to return to.
  if (url.pathname.startsWith("/api/")) return "/";
  return URL.parse(path, here)?.origin === here ? path : "/";
}

/** The proxy passes the requested path in this header to a page that redirects to sign-in. */
export const pathHeader = "x-desk-path";

export function signInPath(path: string): string {
  const next = nextPath(path);
  return next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
