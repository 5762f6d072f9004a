// A process that dies: from its n-th touch of the database or of PortOne on, nothing it does reaches either. A
// transaction that is open then is rolled back; a request that has left is carried out, and its answer is seen by nobody.
import type { Database, DeskDatabase } from "@/lib/db/client";
import type { JobQueue } from "@/lib/jobs/queue";
import type { Gateway } from "@/lib/portone/gateway";
import { createIntake, type Intake } from "@/lib/webhooks/intake";

/** What the dead process would see: nobody does. */
export class Death extends Error {
  override name = "Death";
}

export type Life = { readonly dead: boolean; step(): void };

/** A life of so many steps; the one after the last is the death. */
export function newLife(steps: number): Life {
  let left = steps;
  let dead = false;
  return {
    get dead() {
      return dead;
    },
    step() {
      left -= 1;
      if (left < 0) dead = true;
      if (dead) throw new Death("the process died");
    },
  };
}

/** The same desk as seen by a process that will die. */
export function mortal<
  Context extends { database: DeskDatabase; portone: Gateway; jobs: JobQueue; intake: Intake },
>(context: Context, life: Life): Context {
  const { database, portone } = context;
  const cut =
    <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      life.step();
      const answer = await call(...given);
      life.step();
      return answer;
    };
  const dying = { ...database, db: mortalHandle(database.db, life) };
  return {
    ...context,
    database: dying,
    intake: createIntake({ database: dying, jobs: context.jobs }),
    portone: {
      config: portone.config,
      getPayment: cut(portone.getPayment),
      listPaymentsByCursor: cut(portone.listPaymentsByCursor),
      listPayments: cut(portone.listPayments),
      listEventsByCursor: cut(portone.listEventsByCursor),
      getPromotion: cut(portone.getPromotion),
      cancelPayment: cut(portone.cancelPayment),
      resendWebhook: cut(portone.resendWebhook),
      closeVirtualAccount: cut(portone.closeVirtualAccount),
      cancelCashReceipt: cut(portone.cancelCashReceipt),
      stopCancellation: cut(portone.stopCancellation),
    } satisfies Gateway,
  };
}

const statements: ReadonlySet<PropertyKey> = new Set(["select", "insert", "update", "delete", "execute"]);

function mortalHandle<Handle extends Pick<Database, "transaction">>(handle: Handle, life: Life): Handle {
  return new Proxy(handle, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name === "transaction") {
        return async (work: Parameters<Database["transaction"]>[0]) => {
          life.step();
          return target.transaction(async (tx) => {
            const answer = await work(mortalHandle(tx, life));
            // Everything was said but the commit.
            life.step();
            return answer;
          });
        };
      }
      return (...given: unknown[]) => {
        if (statements.has(name)) {
          try {
            life.step();
          } catch (death) {
            return unanswered(death);
          }
        }
        return Reflect.apply(value, target, given);
      };
    },
  });
}

/** A statement of a dead process: whatever is added to it, it is never answered. It fails when it is awaited, as others do. */
function unanswered(death: unknown): unknown {
  const statement: unknown = new Proxy(() => {}, {
    get: (_, name) =>
      name === "then"
        ? (...given: Parameters<Promise<never>["then"]>) => Promise.reject(death).then(...given)
        : () => statement,
  });
  return statement;
}
