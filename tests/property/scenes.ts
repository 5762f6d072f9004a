// Sequences of commands: some purely random, some along the paths on which money gets lost.
import fc from "fast-check";
import type { FaultInput } from "@/sandbox/control/faults";
import {
  type Approver,
  approval,
  ask,
  type Command,
  command,
  decide,
  jump,
  other,
  request,
  settle,
  webhook,
  workers,
} from "./commands";
import { cancelFault, honest, type RandomFault } from "./faults";

const action = <Name extends Command["action"]>(name: Name) =>
  fc.constant({ action: name } as Extract<Command, { action: Name }>);
const requestWith = (fault: fc.Arbitrary<RandomFault>): fc.Arbitrary<Command> =>
  fc.record({ drawn: ask, fault }).map(({ drawn, fault: first }) => ({
    action: "request",
    ask: { ...drawn, stale: false, faults: [first, ...drawn.faults.slice(1)] },
  }));
/** No cancel gets a conclusive answer until the faults are cleared. */
const outage = fc
  .constantFrom<FaultInput>(
    { kind: "reset", count: 20 },
    { kind: "answer-then-drop", count: 20 },
    { kind: "html", executed: true, count: 20 },
    { kind: "pg-error", pgCode: "UNKNOWN-1" },
    { kind: "pg-error", pgCode: "8133", executed: true },
  )
  .map(honest);
const amendment = ask.map((one): Command => ({ action: "amend", ask: { ...one, stale: false } }));
const approve = (who: Approver): Command => ({ action: "approval", who, decision: "approve" });
const between = fc.array(fc.oneof(workers, other, settle, webhook, jump), { maxLength: 2 });

/**
 * Scenes that random commands seldom complete: a lost answer and a second send, an outage until a person must decide,
 * a cancel that is answered later, a process that dies during a refund.
 */
const scene: fc.Arbitrary<Command[]> = fc.oneof(
  { weight: 4, arbitrary: fc.array(command, { minLength: 1, maxLength: 4 }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(requestWith(cancelFault), between, jump, action("resume"), between)
      .map(([first, meanwhile, time, resume, after]) => [first, ...meanwhile, time, resume, ...after]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        requestWith(outage),
        between,
        fc.constantFrom(11, 151, 181),
        action("resume"),
        fc.option(decide, { nil: undefined }),
      )
      .map(([first, meanwhile, minutes, resume, decided]): Command[] => [
        first,
        ...meanwhile,
        { action: "jump", minutes: 2, drift: 0 },
        resume,
        { action: "jump", minutes, drift: 0 },
        resume,
        ...(decided ? [decided] : []),
      ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        requestWith(fc.constant(honest({ kind: "async-cancel" }))),
        between,
        settle,
        fc.oneof(action("poll"), action("deliveries")),
      )
      .map(([first, meanwhile, ...then]) => [first, ...meanwhile, ...then]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(ask, fc.oneof({ weight: 3, arbitrary: other }, approval, amendment, jump))
      .map(([drawn, meanwhile]): Command[] => [
        { action: "request", ask: { ...drawn, stale: false, isApproved: false } },
        meanwhile,
        approve("approver-1"),
        approve("approver-2"),
      ]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat({ max: 34 }), request, between, jump, action("resume"))
      .map(([after, during, meanwhile, time, resume]): Command[] => [
        { action: "crash", after, during },
        ...meanwhile,
        time,
        resume,
      ]),
  },
);

export const commands: fc.Arbitrary<Command[]> = fc
  .array(scene, { minLength: 1, maxLength: 3, size: "max" })
  .map((scenes) => scenes.flat());
