import fc from "fast-check";
import { expect, test } from "vitest";
import {
  answerHeaders,
  clientAddress,
  clientHeader,
  decodableUrl,
  rejectionOf,
  rejectionText,
  setOrigins,
} from "./request-filter.ts";

const settings = { origin: "https://refunds.example.com", trustedProxies: 0 };
const get = (headers: Record<string, string>) => ({
  method: "GET",
  url: "/payments",
  headers,
  peer: "192.0.2.1",
});

test("a host matches in any letter case, and with a port only when it is not the scheme's default", () => {
  for (const host of ["Refunds.Example.com", "refunds.example.com:443"])
    expect(rejectionOf(get({ host }), settings)).toBeNull();
  for (const host of [
    "refunds.example.com:3000",
    "refunds.example.com/x",
    "x@refunds.example.com.evil",
    "refunds.example.com.evil",
    "evil",
    "",
  ])
    expect(rejectionOf(get({ host }), settings)).toMatchObject({ status: 421 });
  const local = { origin: "http://localhost:3000", trustedProxies: 0 };
  expect(rejectionOf(get({ host: "localhost:3000" }), local)).toBeNull();
  expect(rejectionOf(get({ host: "localhost" }), local)).toMatchObject({ status: 421 });
});

test("a rejection explains in both languages which setting to change", () => {
  for (const code of ["host", "origin"] as const) {
    const text = rejectionText({ status: 403, code, headers: {} }, settings);
    expect(text).toMatch(/프록시/);
    expect(text).toMatch(/proxy/);
    expect(text).toContain(settings.origin);
  }
});

test("the HSTS header is sent over https only", () => {
  expect(answerHeaders(settings)).toHaveProperty("strict-transport-security");
  expect(answerHeaders({ origin: "http://localhost:3000", trustedProxies: 0 })).not.toHaveProperty(
    "strict-transport-security",
  );
});

test("the client address is the connection's, or the entry that the outermost trusted proxy appended", () => {
  const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2" };
  const from = (trustedProxies: number) =>
    clientAddress({ headers, peer: "::ffff:192.0.2.1" }, trustedProxies);
  expect(from(0)).toBe("192.0.2.1");
  expect(from(1)).toBe("10.0.0.2");
  expect(from(2)).toBe("203.0.113.9");
  expect(from(9)).toBe("unknown");
  expect(clientAddress({ headers: {}, peer: "192.0.2.1" }, 1)).toBe("unknown");
  expect(clientAddress({ headers: {}, peer: undefined }, 0)).toBe("unknown");
});

test.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["192.0.2.1:5000", "192.0.2.1"],
  ["unknown", "unknown"],
  ["1.2.3.4.5", "unknown"],
])("the address %s is counted as %s", (peer, counted) => {
  expect(clientAddress({ headers: {}, peer }, 0)).toBe(counted);
});

test("forged forwarding headers of a request are replaced", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom("x-forwarded-host", "x-forwarded-proto", "x-forwarded-for", clientHeader),
        fc.string(),
      ),
      (forged) => {
        const request = get({ host: "refunds.example.com", ...forged });
        setOrigins(request, settings);
        expect(request.headers).toMatchObject({
          "x-forwarded-host": "refunds.example.com",
          "x-forwarded-proto": "https",
          [clientHeader]: "192.0.2.1",
        });
      },
    ),
  );
});

test("undecodable bytes of a path are replaced, and a decodable path is unchanged", () => {
  expect(decodableUrl("/payments/%C1%D6%B9%AE-1?x=%A0")).toBe("/payments/%EF%BF%BD%D6%B9%EF%BF%BD-1?x=%A0");
  expect(decodableUrl("/api/payments/100%")).toBe("/api/payments/100%25");
  for (const url of ["/payments/%EC%A3%BC%EB%AC%B8%2F1", "/", "/?q=%", "/a?b?c"])
    expect(decodableUrl(url)).toBe(url);
  const part = fc.constantFrom("%", "%C1", "%2F", "%EC%A3%BC", "a", "/", "?", "%zz", "%e");
  fc.assert(
    fc.property(
      fc.array(part).map((some) => `/${some.join("")}`),
      (url) => {
        const [path = ""] = decodableUrl(url).split("?");
        expect(() => decodeURIComponent(path)).not.toThrow();
        expect(decodableUrl(decodableUrl(url))).toBe(decodableUrl(url));
      },
    ),
  );
});

test("a request target that names a host is rejected", () => {
  for (const url of ["http://evil.example/x", "https://refunds.example.com/", "*", ""])
    expect(rejectionOf({ ...get({ host: "refunds.example.com" }), url }, settings)).toMatchObject({
      status: 400,
    });
});
