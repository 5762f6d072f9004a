import { test } from "vitest";
import { runShard, shardLimitMs } from "./shard";

test("the ledger keeps its promises, first half", { timeout: shardLimitMs }, () => runShard(0));
