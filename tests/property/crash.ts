// A process that dies: from its n-th access to the database or PortOne on, its calls reach neither. A transaction that
// is open at that moment is rolled back. A request that was already sent is executed, and nobody sees its answer.
import type { Database, DeskDatabase } from "@/lib/db/client";
import type { JobQueue } from "@/lib/jobs/queue";
import type { Gateway } from "@/lib/portone/gateway";
import { createIntake, type Intake } from "@/lib/webhooks/intake";

/** Stops the code of a process that died. */
export class Death extends Error {
  override name = "Death";
}

export type Life = { readonly dead: boolean; step(): void };

/** Returns a life of `steps` steps. Each step after them throws `Death`. */
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

/** Returns the context of a process on the same desk that will die. */
export function crashingContext<
  Context extends { database: DeskDatabase; portone: Gateway; jobs: JobQueue; intake: Intake },
>(context: Context, life: Life): Context {
  const { database, portone } = context;
  const cut =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      life.step();
      const answer = await call(...args);
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
            // All statements have run; the commit has not.
            life.step();
            return answer;
          });
        };
      }
      return (...args: unknown[]) => {
        if (statements.has(name)) {
          try {
            life.step();
          } catch (death) {
            return unanswered(death);
          }
        }
        return Reflect.apply(value, target, args);
      };
    },
  });
}

/** Returns a statement of a dead process: it accepts every builder call and rejects when it is awaited. */
function unanswered(death: unknown): unknown {
  const statement: unknown = new Proxy(() => {}, {
    get: (_, name) =>
      name === "then"
        ? (...args: Parameters<Promise<never>["then"]>) => Promise.reject(death).then(...args)
        : () => statement,
  });
  return statement;
}
