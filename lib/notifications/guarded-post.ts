// Posts to an address that a person has typed. Whoever manages the settings must not reach the company's own network with it.
import "server-only";
import { type LookupAddress, lookup as lookupByDns } from "node:dns";
import { request as requestByHttp } from "node:http";
import { request as requestByHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import type { SendFailureCode } from "@/lib/domain/alerts/channel";

type PostFailure = Extract<SendFailureCode, "address-private" | "unreachable" | "timeout" | "refused">;

export type GuardedPost = {
  /** Returns null after an answer of 200 to 299. Follows no redirect and reads no body. */
  post(address: string, body: string, headers: Readonly<Record<string, string>>): Promise<PostFailure | null>;
  /** Returns whether the host of the address has an address in a private network now. An unknown host has none. */
  isPrivate(address: string): Promise<boolean>;
};

type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

type GuardedPostOptions = {
  /** DESK_ALERTS_PRIVATE. */
  allowsPrivate: boolean;
  limitMs?: number;
  resolve?: Resolve;
};

/** A receiver that answers slowly delays only the next message to itself, and not for longer. */
const defaultLimitMs = 10_000;

class PrivateAddress extends Error {}

export function createGuardedPost(options: GuardedPostOptions): GuardedPost {
  const { allowsPrivate, limitMs = defaultLimitMs, resolve = lookupByDns } = options;
  const isAllowed = (ip: string) => allowsPrivate || isPublic(ip);

  // The connection uses the addresses that are checked here: no second look-up comes between.
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) callback(error ?? new Error("no address"), [], 0);
      else if (!addresses.every(({ address }) => isAllowed(address)))
        callback(new PrivateAddress(hostname), [], 0);
      else if (all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

  return {
    async post(address, body, headers) {
      const url = new URL(address);
      const literal = bareHost(url);
      if (isIP(literal) !== 0 && !isAllowed(literal)) return "address-private";
      try {
        const status = await statusOf(url, body, headers, lookup, AbortSignal.timeout(limitMs));
        return status >= 200 && status < 300 ? null : "refused";
      } catch (error) {
        if (error instanceof PrivateAddress) return "address-private";
        const isLate =
          error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
        return isLate ? "timeout" : "unreachable";
      }
    },
    async isPrivate(address) {
      const host = bareHost(new URL(address));
      if (isIP(host) !== 0) return !isAllowed(host);
      return new Promise((decide) => {
        resolve(host, { all: true }, (error, addresses) =>
          decide(error === null && !addresses.every((one) => isAllowed(one.address))),
        );
      });
    },
  };
}

/** Returns whether the address is one of the public Internet (IANA's registries of special-purpose addresses). */
function isPublic(ip: string): boolean {
  return ipaddr.isValid(ip) && ipaddr.process(ip).range() === "unicast";
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function statusOf(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<number> {
  const send = url.protocol === "https:" ? requestByHttps : requestByHttp;
  return new Promise((resolve, reject) => {
    const call = send(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...headers,
        "content-length": Buffer.byteLength(body),
      },
      lookup,
      signal,
      // No kept connection, and no proxy of the environment, which would do the look-up itself.
      agent: false,
    });
    call.on("response", (response) => {
      resolve(response.statusCode ?? 0);
      // The rest of a long or endless answer is not read.
      response.on("error", () => {});
      call.destroy();
    });
    call.on("error", reject);
    call.end(body);
  });
}
