// A short way to the answer that PortOne's SDK would give about a signature, without its asynchronous cryptography, which
// costs eight times as much processor on the one path that a burst of webhooks, or of forgeries, goes through. Where the
// answer is not plain, the SDK decides (a test holds the two against each other).
import "server-only";
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

/** Inside the SDK's five minutes by more than a clock may move between its look and ours. */
const toleranceSeconds = 290;
const plainTimestamp = /^[1-9]\d{8,11}$/;
/** The whole of base64 for 32 bytes; other spellings of the same bytes are left to the SDK. */
const plainSignature = /^v1,[A-Za-z0-9+/]{43}=$/;

const keys = new Map<string, KeyObject | null>();

/** Whether `text` is surely signed by `secret` now, or surely not; null says nothing. */
export function verifyLocally(
  secret: string,
  text: string,
  headers: { id: string | undefined; timestamp: string | undefined; signature: string | undefined },
): "signed" | "forged" | null {
  const { id, timestamp, signature } = headers;
  if (!id || !timestamp || !signature || !plainTimestamp.test(timestamp)) return null;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return null;
  const key = keyOf(secret);
  if (key === null) return null;
  const right = createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest();
  const given = signature.split(" ");
  const plain = given.filter((one) => plainSignature.test(one));
  if (plain.some((one) => timingSafeEqual(Buffer.from(one.slice(3), "base64"), right))) return "signed";
  return plain.length === given.length ? "forged" : null;
}

/** As a key object: made anew for every signature it would cost four times the signature. */
function keyOf(secret: string): KeyObject | null {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const bytes = secret.replace(/^whsec_/, "");
  const key = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(bytes)
    ? createSecretKey(Buffer.from(bytes, "base64"))
    : null;
  keys.set(secret, key);
  return key;
}
