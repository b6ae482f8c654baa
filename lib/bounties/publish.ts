import { AppError } from "@/lib/kernel/errors";
import type { Bytes32 } from "@/lib/kernel/ids";
import { ONE_BPS, ONE_Q16 } from "@/lib/kernel/q16";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Bounty, ChainPlace, Frozen } from "./bounty";
import {
  type Commitments,
  goldLeaf,
  goldRoot,
  goldSalt,
  itemRootAsTheyCome,
  manifestHash,
  manifestOf,
} from "./manifest";
import { policyRecord } from "./policy";
import { budgetOf, checkPublishable } from "./terms";

/** An accepted row, as the manifest commits to it. */
export type FrozenItem = {
  readonly hash: string;
  /** Gold items only; `id` is the owner's. */
  readonly gold?: { readonly id: string; readonly answer: unknown; readonly payload: unknown };
};

/** Name of a bounty on the vault, from its owner and the manifest's hash. */
export type ChainBountyId = (owner: `0x${string}`, manifestHash: `0x${string}`) => `0x${string}`;

/** Where a bounty is frozen, and when. */
export type FreezePlace = {
  readonly place: ChainPlace;
  readonly chainBountyId: ChainBountyId;
  readonly nowMs: number;
  /** Told how many items have gone by. */
  onItems?(done: number): Promise<void>;
};

/**
 * Freezes a draft: checks that nothing is missing and that every known answer is still a lawful one, then writes the
 * manifest and what must be locked. Pure: the same draft freezes to the same manifest. Items come a page at a time in the order of
 * their hashes, and none is kept: what is in memory is a page and 80 bytes a gold item. Throws `invalid_input`.
 */
export async function freeze(
  bounty: Bounty,
  items: AsyncIterable<readonly FrozenItem[]>,
  { place, chainBountyId, nowMs, onItems }: FreezePlace,
): Promise<Frozen> {
  checkPublishable(bounty, place.feeBps, nowMs);
  const taskType = taskTypeOf(bounty.taskType);
  const config = taskType.config().parse(bounty.config);
  const committed = await commitTo(items, { taskType, config, secret: bounty.secret }, onItems);
  const { mostAnswers, escrowUnits } = budgetOf(bounty, place.feeBps);
  const terms = {
    chainId: place.chainId,
    vault: place.vault,
    ledgerId: place.ledgerId,
    token: place.token,
    owner: bounty.owner.address,
    title: bounty.title,
    guidelines: bounty.guidelines,
    taskType: bounty.taskType,
    taskVersion: taskType.version,
    config: JSON.parse(JSON.stringify(config)),
    policy: policyRecord(bounty.policy),
    priceUnits: bounty.priceUnits.toString(),
    mostAnswers,
    deadlineS: bounty.deadlineS ?? 0,
    betaQ16: Math.floor((bounty.policy.betaBps * ONE_Q16) / ONE_BPS),
    payRule: bounty.policy.payRule,
  };
  const manifest = manifestOf(terms, committed);
  const hash = manifestHash(manifest);
  return {
    manifest,
    manifestHash: hash,
    chainBountyId: chainBountyId(bounty.owner.address, hash) as Bytes32,
    escrowUnits,
  };
}

type Reading = { readonly taskType: AnyTaskType; readonly config: unknown; readonly secret: string };

async function commitTo(
  items: AsyncIterable<readonly FrozenItem[]>,
  { taskType, config, secret }: Reading,
  onItems: FreezePlace["onItems"],
): Promise<Commitments> {
  const root = itemRootAsTheyCome();
  const leaves: string[] = [];
  let itemCount = 0;
  for await (const page of items) {
    root.add(page.map(({ hash }) => hash));
    for (const item of page) {
      if (item.gold) leaves.push(goldLeaf(item.hash, lawful(taskType, config, item), goldSalt(secret, item.hash)));
    }
    itemCount += page.length;
    await onItems?.(itemCount);
  }
  return { itemCount, itemRoot: root.root(), goldCount: leaves.length, goldRoot: goldRoot(leaves) };
}

/** The gold answer, if the config still allows it: labels may have changed since the import. */
function lawful(taskType: AnyTaskType, config: unknown, { gold }: FrozenItem): unknown {
  const parsed = taskType.answer(config, gold?.payload).safeParse(gold?.answer);
  if (parsed.success) return parsed.data;
  const reason = `the known answer of "${gold?.id}" is ${JSON.stringify(gold?.answer)}: ${parsed.error.issues[0]?.message}`;
  throw new AppError("invalid_input", `${reason}. Change the labels back, or import the gold items again.`, {
    errors: [{ at: "gold", reason }],
  });
}
