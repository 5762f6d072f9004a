// The checks that every request to the desk passes before Next sees it: an allowed method, the desk's own host, and for
// POST the desk's own origin. Pure except for the request headers that it sets; scripts/serve-desk.ts calls it.
import type { IncomingHttpHeaders } from "node:http";
import { isIPv4 } from "node:net";

export type IncomingRequest = {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  /** The remote address of the connection. */
  peer: string | undefined;
};

export type FilterSettings = {
  /** The origin of the desk (`DESK_URL`). */
  origin: string;
  /** The number of proxies in front of the desk that append to `X-Forwarded-For` (`DESK_TRUSTED_PROXIES`). */
  trustedProxies: number;
};

export type RequestRejection = {
  status: 400 | 403 | 405 | 421;
  code: "target" | "method" | "host" | "origin" | "cross-site";
  headers: Record<string, string>;
};

/** The request header in which the filter passes the client's address. The same header of a client is replaced. */
export const clientHeader = "x-desk-client";

const methods = ["GET", "POST"];
/** Programs may call these by another name of this host. Webhooks are authenticated by their signature. */
const anyHost = ["/api/health", "/api/webhook"];

/** Returns why a request is rejected, or null. Header names of `request` are in lower case, as Node gives them. */
export function rejectionOf(request: IncomingRequest, { origin }: FilterSettings): RequestRejection | null {
  const { method = "", headers } = request;
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (!methods.includes(method))
    return { status: 405, code: "method", headers: { allow: methods.join(", ") } };
  // Next answers a target in absolute form (for proxies) with a redirect to the host that the target names.
  if (!path.startsWith("/")) return { status: 400, code: "target", headers: {} };
  if (anyHost.includes(path)) return null;
  const { protocol, host } = new URL(origin);
  const named = /^[\w.:[\]-]+$/.test(headers.host ?? "") ? URL.parse(`${protocol}//${headers.host}`) : null;
  if (named?.host !== host) return { status: 421, code: "host", headers: {} };
  if (method === "POST")
    return headers.origin === origin ? null : { status: 403, code: "origin", headers: {} };
  return isFromOtherSite(path, headers) ? { status: 403, code: "cross-site", headers: {} } : null;
}

/**
 * Another site may only link to a page: it must not begin an export, or embed or measure a page. Browsers send
 * `Sec-Fetch-*`; a client without these headers is not a current browser and has no session to misuse.
 */
function isFromOtherSite(path: string, headers: IncomingHttpHeaders): boolean {
  if (headers["sec-fetch-site"] !== "cross-site" && headers["sec-fetch-site"] !== "same-site") return false;
  const isLink = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  return !isLink || path.startsWith("/api/");
}

/** Returns the headers of every response. A page replaces the content security policy with its own. */
export function answerHeaders({ origin }: FilterSettings): Record<string, string> {
  return {
    "content-security-policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(origin.startsWith("https:") ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/**
 * Sets the client address, host and scheme that Next and the desk read, so that forged `X-Forwarded-*` headers have no
 * effect.
 */
export function setOrigins(request: IncomingRequest, settings: FilterSettings): void {
  const { headers } = request;
  const { host, protocol } = new URL(settings.origin);
  headers["x-forwarded-host"] = host;
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
  headers[clientHeader] = clientAddress(request, settings.trustedProxies);
}

/**
 * Returns the client's address as rate limits count it: IPv6 by its /64, which belongs to one subscriber. Without proxies
 * this is the remote address of the connection; behind `trustedProxies` proxies, the entry that the outermost one
 * appended. "unknown" when the proxies appended fewer entries.
 */
export function clientAddress(
  { headers, peer }: Pick<IncomingRequest, "headers" | "peer">,
  trustedProxies: number,
): string {
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  const address = trustedProxies === 0 ? peer : forwarded.at(-trustedProxies);
  return subscriberOf(address?.trim() ?? "");
}

function subscriberOf(address: string): string {
  const bare = address.replace(/^\[|\](:\d+)?$|%.*$/g, "").toLowerCase();
  const v4 = bare.replace(/^::ffff:(?=\d+\.)/, "").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  if (isIPv4(v4)) return v4;
  if (!URL.canParse(`http://[${bare}]`)) return "unknown";
  const [head = "", tail] = bare.split("::");
  const groups = (text: string | undefined) => (text ? text.split(":") : []);
  const zeros = Array(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill("0");
  const all = tail === undefined ? groups(head) : [...groups(head), ...zeros, ...groups(tail)];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/**
 * Returns the request URL with a decodable path: bytes that are not UTF-8, such as an order number in EUC-KR, become
 * U+FFFD. Next answers an undecodable path with a bare 500; a decodable one leads to the not-found page.
 */
export function decodableUrl(url: string): string {
  const [path = "", ...query] = url.split("?");
  return [path.split("/").map(decodableSegment).join("/"), ...query].join("?");
}

function decodableSegment(segment: string): string {
  try {
    decodeURIComponent(segment);
    return segment;
  } catch {
    const bytes = segment.replace(/%([0-9a-f]{2})/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return encodeURIComponent(Buffer.from(bytes, "latin1").toString("utf8"));
  }
}

/** Returns the plain text of a rejection in both languages, for the person who sets up the desk. */
export function rejectionText({ code }: RequestRejection, { origin }: FilterSettings): string {
  switch (code) {
    case "target":
      return "400\n";
    case "method":
      return "405 · GET, POST\n";
    case "host":
      return [
        `이 주소로는 환불데스크를 열 수 없습니다. ${origin} 으로 여세요.`,
        "이 주소가 맞다면 DESK_URL을 이 주소로 설정하고, 앞단 프록시가 Host 헤더를 바꾸지 않고 전달하는지 확인해 주세요.",
        "",
        `The refund desk does not answer at this address. Open ${origin} instead.`,
        "If this address is the right one, set DESK_URL to it, and make sure that a proxy in front passes the Host header unchanged.",
        "",
      ].join("\n");
    case "origin":
      return [
        `다른 출처에서 온 요청이라 거부했습니다. 환불데스크는 ${origin} 에서 온 요청만 처리합니다.`,
        "이 주소로 열었다면 앞단 프록시가 Origin 헤더를 바꾸지 않고 전달하는지 확인해 주세요.",
        "",
        `The request came from another origin and was refused. The refund desk acts on requests from ${origin} only.`,
        "If the desk was opened there, make sure that a proxy in front passes the Origin header unchanged.",
        "",
      ].join("\n");
    case "cross-site":
      return [
        "다른 사이트가 보낸 요청이라 거부했습니다. 환불데스크에서 다시 시도해 주세요.",
        "",
        "The request came from another site and was refused. Try again from within the refund desk.",
        "",
      ].join("\n");
  }
}
