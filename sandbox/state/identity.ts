// The sandbox's id, store and secrets: random at the first start, then constant for the life of the data directory,
// because a desk's database is bound to the id.
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const identityShape = z.strictObject({
  id: z.string().min(1),
  storeId: z.string().min(1),
  merchantId: z.string().min(1),
  apiSecret: z.string().min(32),
  webhookSecret: z.string().startsWith("whsec_"),
  testWebhookSecret: z.string().startsWith("whsec_"),
  controlToken: z.string().min(32),
});
export type Identity = z.infer<typeof identityShape>;

/** Returns the identity stored in `directory` (a 0600 file, created on first use), or a new one without a directory. */
export function loadIdentity(directory: string | undefined): Identity {
  if (directory === undefined) return newIdentity();
  const path = join(directory, "identity.json");
  if (existsSync(path)) {
    const parsed = identityShape.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (!parsed.success)
      throw new Error(`${path} is not a sandbox identity: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  }
  const identity = newIdentity();
  writeFileSync(`${path}.new`, `${JSON.stringify(identity, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return identity;
}

function newIdentity(): Identity {
  return {
    id: `sandbox-${randomUUID()}`,
    storeId: `store-${randomUUID()}`,
    merchantId: `merchant-${randomUUID()}`,
    apiSecret: randomBytes(48).toString("base64url"),
    webhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    testWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    controlToken: randomBytes(32).toString("base64url"),
  };
}
