// What a person does with a channel.
import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { channelToTest, recordChannel, recordChannelTest } from "@/lib/db/alerts/record-channels";
import {
  addressToShow,
  type ChannelInput,
  type SaveChannelError,
  type SaveChannelInput,
  type SendFailureCode,
} from "@/lib/domain/alerts/channel";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { type AlertContext, sendTest } from "./send-alerts";

/** Of the key that signs (https://www.standardwebhooks.com: 24 to 64). */
const secretBytes = 32;

/** Returns the signing secret of a new channel of type `webhook`, which is shown this once; null otherwise. */
export async function saveChannel(
  { database, cipher, mailer, alertPost }: AlertContext,
  actor: Actor,
  input: SaveChannelInput,
): Promise<Result<string | null, SaveChannelError>> {
  const { address, type } = input;
  if (type === "mail" && mailer === null) return err("mail-not-set-up");
  if (address !== null && type !== "mail" && (await alertPost.isPrivate(address)))
    return err("address-private");
  const isSigned = type === "webhook" && input.id === undefined;
  const secret = isSigned ? `whsec_${randomBytes(secretBytes).toString("base64")}` : null;
  const saved = await recordChannel(database.db, actor, input, (id) => ({
    address:
      address === null
        ? null
        : { encryptedAddress: cipher.encrypt(id, address), shownAddress: addressToShow(type, address) },
    encryptedSecret: secret === null ? null : cipher.encrypt(id, secret),
  }));
  return saved.ok ? ok(secret) : saved;
}

/** Sends a test message. Returns why the message did not arrive, or null. */
export async function testChannel(
  context: AlertContext,
  actor: Actor,
  input: ChannelInput,
): Promise<Result<SendFailureCode | null, SaveChannelError>> {
  const found = await channelToTest(context.database.db, actor, input);
  if (!found.ok) return found;
  const failure = await sendTest(context, found.value, randomUUID());
  await recordChannelTest(context.database.db, actor, found.value, failure);
  return ok(failure);
}
