// `user`, `session`, `account` and `verification` are tables of better-auth.
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { RefundLimits } from "../../domain/people/refund-limits";
import { instant } from "./columns";

/** Default roles have neither name nor permissions here. An own role stores both. */
export const roles = pgTable(
  "roles",
  {
    id: text("id").primaryKey(),
    name: text("name"),
    permissions: jsonb("permissions").$type<string[]>(),
    /** People with the role need a second factor. Default roles may need one too. */
    needsSecondFactor: boolean("needs_second_factor").notNull().default(false),
    /** Null: none. Default roles may have limits too. */
    limits: jsonb("limits").$type<RefundLimits>(),
    /** Counts the changes. */
    revision: integer("revision").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("roles_by_name").on(sql`lower(${t.name})`),
    check("roles_default_or_own", sql`(${t.name} is null) = (${t.permissions} is null)`),
  ],
);

export const user = pgTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  role: text("role")
    .notNull()
    .references(() => roles.id),
  /** In addition to those of the role. */
  limits: jsonb("limits").$type<RefundLimits>(),
  passwordIsTemporary: boolean("password_is_temporary").notNull().default(false),
  disabled: boolean("disabled").notNull().default(false),
  twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
  /** When a second factor that the role needs must exist. Null: the role needs none, or the person has one. */
  secondFactorDueAt: instant("second_factor_due_at"),
  /** Name of the administrator who reset the second factor, until the person has read it. */
  secondFactorResetBy: text("second_factor_reset_by"),
  lastSignedInAt: instant("last_signed_in_at"),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const session = pgTable(
  "session",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    /** The last factor of the sign-in. */
    signedInBy: text("signed_in_by"),
    /** When the person last proved who they are, by password or second factor. */
    confirmedAt: instant("confirmed_at"),
    /** When the person last used the browser. */
    lastInputAt: instant("last_input_at").notNull().defaultNow(),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("session_by_user").on(t.userId)],
);

export const account = pgTable(
  "account",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("account_by_user").on(t.userId),
    uniqueIndex("account_by_provider").on(t.providerId, t.accountId),
  ],
);

/** Secrets are encrypted and recovery codes hashed by lib/auth. `backup_codes` is better-auth's name. */
export const twoFactor = pgTable("two_factor", {
  id: text("id").primaryKey(),
  secret: text("secret").notNull(),
  backupCodes: text("backup_codes").notNull(),
  userId: text("user_id")
    .notNull()
    .unique()
    .references(() => user.id, { onDelete: "cascade" }),
  /** False until the first code was right. */
  verified: boolean("verified").notNull().default(false),
  failedVerificationCount: integer("failed_verification_count").notNull().default(0),
  lockedUntil: instant("locked_until"),
});

/** Each belongs to one device or one store of passwords that is synchronized, and has verified who the person is. */
export const passkeys = pgTable(
  "passkeys",
  {
    /** Id of the credential, base64url. */
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    /** Uses as the device counts them; 0 where it does not. A lower one than before is one of a copy. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    /** How a browser reaches the device, for example "internal". */
    transports: jsonb("transports").$type<string[]>().notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [index("passkeys_by_person").on(t.personId)],
);

/** Codes of authenticators and challenges of passkeys that were accepted, as keyed hashes: each is accepted once. */
export const usedCodes = pgTable(
  "used_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    usedAt: instant("used_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);

/** Links that let a person set a password, once. The latest one of a person counts. */
export const invitations = pgTable("invitations", {
  personId: text("person_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  /** SHA-256 of the link's token, hexadecimal. */
  hash: text("hash").notNull().unique(),
  expiresAt: instant("expires_at").notNull(),
  /** When the mail server accepted the mail. Null: not yet, or the mail failed. */
  sentAt: instant("sent_at"),
});

/** One row at most. Without a row the defaults of the code hold. */
export const signInSettings = pgTable(
  "sign_in_settings",
  {
    id: boolean("id").primaryKey().default(true),
    /** Days until a person must have the second factor that the role needs. */
    graceDays: integer("grace_days").notNull(),
    /** Hours after which a session ends, also in constant use. */
    sessionHours: integer("session_hours").notNull(),
    /** Minutes without a key press or click after which a session ends. */
    idleMinutes: integer("idle_minutes").notNull(),
  },
  (t) => [
    check("sign_in_settings_one_row", sql`${t.id}`),
    check("sign_in_settings_grace", sql`${t.graceDays} between 0 and 30`),
    check("sign_in_settings_session", sql`${t.sessionHours} between 1 and 24`),
    check("sign_in_settings_idle", sql`${t.idleMinutes} between 5 and 720`),
  ],
);

export const verification = pgTable("verification", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: instant("expires_at").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const firstAdministrator = pgTable(
  "first_administrator",
  {
    only: boolean("only").primaryKey().default(true),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [check("first_administrator_one_row", sql`${t.only}`)],
);

export const setupCodes = pgTable("setup_codes", {
  hash: text("hash").primaryKey(),
  expiresAt: instant("expires_at").notNull(),
});

/** The key is a keyed hash and names neither account nor address. */
export const signInFailures = pgTable("sign_in_failures", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  windowEndsAt: instant("window_ends_at").notNull(),
  nextAt: instant("next_at").notNull().defaultNow(),
});
