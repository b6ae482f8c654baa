/** The settlement room's outside on a real database and chain, and the mirror that follows the chain. */
import { webcrypto } from "node:crypto";
import { followChain } from "@/lib/adapters/chain/follow";
import type { ChainVault } from "@/lib/adapters/chain/vault";
import { prismaChecks } from "@/lib/adapters/prisma/batch-checks";
import { prismaEarnings } from "@/lib/adapters/prisma/earnings";
import { prismaEventMirror } from "@/lib/adapters/prisma/event-mirror";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaAcceptances, prismaMoneyEvents, prismaRelays } from "@/lib/adapters/prisma/money";
import { prismaBatches } from "@/lib/adapters/prisma/settlement";
import type { Queue } from "@/lib/adapters/queue/queue";
import type { EvidenceFiles, SettlementDeps } from "@/lib/settlement/ports";
import { p256Verifier } from "@/lib/settlement/verify-signatures";

const idOf = (chain: ChainVault) => `${chain.chainId}:${chain.vault.toLowerCase()}`;

export function settlementOutside(
  db: PrismaClient,
  queue: Queue,
  chain: ChainVault,
  evidence: EvidenceFiles,
): SettlementDeps {
  return {
    ...{ batches: prismaBatches(db, queue.enqueueWith), earned: prismaEarnings(db), chain, evidence },
    relays: prismaRelays(db, true),
    acceptances: prismaAcceptances(db),
    events: prismaMoneyEvents(db, idOf(chain)),
    checks: prismaChecks(db, queue.enqueueWith),
    signatures: { verifyTypedData: chain.verifyTypedData, verifyP256: p256Verifier(webcrypto.subtle as SubtleCrypto) },
    now: () => Date.now(),
    random: (n) => webcrypto.getRandomValues(new Uint8Array(n)),
  };
}

export const mirrorOf = (db: PrismaClient, chain: ChainVault) => prismaEventMirror(db, idOf(chain));

/** One pass of what the worker does about the chain's events. */
export const follow = (db: PrismaClient, chain: ChainVault) => followChain(chain, mirrorOf(db, chain));
