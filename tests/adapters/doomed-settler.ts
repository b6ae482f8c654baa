// A process that settles one bounty and kills itself with SIGKILL at a named step: no handler runs, nothing is flushed.
// Variables: DATABASE_URL, RPC_URL, DEPLOYMENT, FILES, BOUNTY_NO, KILL_AT (port.verb:before|after).
import { readDeployment } from "@/lib/adapters/chain/deployment";
import type { OperatorBook } from "@/lib/adapters/chain/operator-book";
import { chainVault } from "@/lib/adapters/chain/vault";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaOperatorBook } from "@/lib/adapters/prisma/operator-book";
import { startQueue } from "@/lib/adapters/queue/queue";
import { diskFiles } from "@/lib/adapters/storage/disk";
import { SYSTEM } from "@/lib/kernel/caller";
import type { BountyNo } from "@/lib/kernel/ids";
import { advance, build } from "@/lib/settlement/carry-on";
import { ANVIL_KEYS } from "./anvil";
import { settlementOutside } from "./settlement-outside";

const { DATABASE_URL = "", RPC_URL = "", DEPLOYMENT = "", FILES = "", BOUNTY_NO = "0", KILL_AT = "" } = process.env;
const [doomedPort, doomedVerb, when] = KILL_AT.split(/[.:]/);

/** The port, whose doomed verb kills this process before or after its work. */
function doomed<Port extends object>(name: string, port: Port): Port {
  if (name !== doomedPort) return port;
  return new Proxy(port, {
    get: (target, verb) => {
      const member: unknown = Reflect.get(target, verb);
      if (verb !== doomedVerb || typeof member !== "function") return member;
      return async (...args: unknown[]) => {
        if (when === "after") await member.apply(target, args);
        process.kill(process.pid, "SIGKILL");
        return new Promise(() => undefined);
      };
    },
  });
}

const deployment = await readDeployment(DEPLOYMENT);
if (!deployment) throw new Error("no deployment");
const db = createPrisma(DATABASE_URL, 4);
const queue = await startQueue(DATABASE_URL);
const files = diskFiles(FILES);
const book = (account: string): OperatorBook => doomed("book", prismaOperatorBook(db, { chainId: 31337, account }));
const chain = chainVault({ rpcUrl: RPC_URL, deployment, operatorKey: ANVIL_KEYS[0], book });
const outside = settlementOutside(db, queue, chain, { put: files.store, get: files.get });
const deps = {
  ...outside,
  batches: doomed("batches", outside.batches),
  chain: doomed("chain", chain),
  evidence: doomed("evidence", outside.evidence),
  now: () => Date.now() + 3_600_000,
};
await build(deps, SYSTEM, BigInt(BOUNTY_NO) as BountyNo);
for (const { no } of await deps.batches.unfinished()) await advance(deps, SYSTEM, no);
throw new Error(`it went past ${KILL_AT}`);
