// The parts of one running sandbox, passed to every function, so that many sandboxes can run in one process.
import type { FaultList } from "./control/faults.ts";
import type { Switches } from "./control/switches.ts";
import type { Agenda } from "./state/agenda.ts";
import type { Clock } from "./state/clock.ts";
import type { Identity } from "./state/identity.ts";
import type { PaymentRecord, WebhookRecord } from "./state/records.ts";
import type { Store } from "./state/store.ts";

export type Announcement = { type: string; cancellationId?: string; trigger?: string };

export type World = {
  readonly identity: Identity;
  readonly store: Store;
  readonly clock: Clock;
  readonly faults: FaultList;
  readonly agenda: Agenda;
  switches(): Switches;
  /** Records a webhook, which is sent by the schedule after the next commit. */
  announce(payment: PaymentRecord, what: Announcement): WebhookRecord;
};
