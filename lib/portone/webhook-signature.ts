// A short way to "yes": the signature that PortOne's SDK would find to be right, found without its asynchronous
// cryptography, which costs eight times as much processor on the one path that a burst of webhooks goes through. It
// never says no: whatever is not plainly right, the SDK decides (a test holds the two against each other).
import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";

/** Inside the SDK's five minutes by more than a clock may move between its look and ours. */
const toleranceSeconds = 290;
const plainTimestamp = /^[1-9]\d{8,11}$/;
/** The whole of base64 for 32 bytes; other spellings of the same bytes are left to the SDK. */
const plainSignature = /^v1,[A-Za-z0-9+/]{43}=$/;

const keys = new Map<string, Buffer | null>();

/** Whether `text` is surely signed by `secret` now. False says nothing. */
export function isPlainlySigned(
  secret: string,
  text: string,
  headers: { id: string | undefined; timestamp: string | undefined; signature: string | undefined },
): boolean {
  const { id, timestamp, signature } = headers;
  if (!id || !timestamp || !signature || !plainTimestamp.test(timestamp)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const key = keyOf(secret);
  if (key === null) return false;
  const right = createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest();
  return signature
    .split(" ")
    .some((one) => plainSignature.test(one) && timingSafeEqual(Buffer.from(one.slice(3), "base64"), right));
}

function keyOf(secret: string): Buffer | null {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const bytes = secret.replace(/^whsec_/, "");
  const key = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(bytes)
    ? Buffer.from(bytes, "base64")
    : null;
  keys.set(secret, key);
  return key;
}
