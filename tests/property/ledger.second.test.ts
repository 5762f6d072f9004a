import { test } from "vitest";
import { runShard, shardLimitMs } from "./shard";

test("the ledger keeps its promises, second half", { timeout: shardLimitMs }, () => runShard(1));
