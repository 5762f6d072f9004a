// Sessions of people.
import * as z from "zod/mini";
import { idSchema } from "../text-schema";

/** Null: all sessions but this one. */
export const endSessionInput = z.object({ session: z.nullable(idSchema(100)) });

/** A session of a person. Times in ISO 8601. */
export type SessionRow = {
  id: string;
  /** Null where the browser does not say it. */
  browser: string | null;
  system: string | null;
  /** Null without the request filter. */
  address: string | null;
  signedInAt: string;
  lastSeenAt: string;
  isThis: boolean;
};
