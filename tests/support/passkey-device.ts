// A device with a passkey, in place of a browser: Web Authentication Level 3, an ES256 key, and attestation "none".
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { AddPasskeyInput, PasskeyProof } from "@/lib/domain/people/passkey";

/** What an honest browser and device would say, to be changed by a test. */
type Said = { challenge: string; origin: string; domain: string; isVerified: boolean; counter: number };

const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest();
const base64url = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64url");

export function createPasskeyDevice(personId: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  const named = { id: base64url(id), rawId: base64url(id), type: "public-key" as const };

  /** Bits of the flags: 0 present, 2 verified, 6 with a key. */
  const stateOf = ({ domain, isVerified, counter }: Said, key: Buffer) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (key.length > 0 ? 0x40 : 0);
    return Buffer.concat([sha256(domain), Buffer.from([flags]), count, key]);
  };
  const clientData = (type: string, { challenge, origin }: Said) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  return {
    id: named.id,
    make(said: Said): AddPasskeyInput["made"] {
      // CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
      const cose = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const state = stateOf(said, key);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes of two digits of length}
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
        Buffer.from([0x58, state.length]),
        state,
      ]);
      return {
        ...named,
        response: {
          attestationObject: base64url(attestation),
          clientDataJSON: base64url(clientData("webauthn.create", said)),
          transports: ["internal"],
        },
      };
    },
    prove(said: Said): PasskeyProof {
      const state = stateOf(said, Buffer.alloc(0));
      const client = clientData("webauthn.get", said);
      return {
        ...named,
        response: {
          authenticatorData: base64url(state),
          clientDataJSON: base64url(client),
          signature: base64url(sign("sha256", Buffer.concat([state, sha256(client)]), privateKey)),
          userHandle: base64url(personId),
        },
      };
    },
  };
}
