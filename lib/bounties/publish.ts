import { AppError } from "@/lib/kernel/errors";
import type { Bytes32 } from "@/lib/kernel/ids";
import { ONE_BPS, ONE_Q16 } from "@/lib/kernel/q16";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Bounty, ChainPlace, Frozen } from "./bounty";
import { bountyManifest, manifestHash } from "./manifest";
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

/**
 * Freezes a draft: checks that nothing is missing and that every known answer is still a lawful one, then writes the
 * manifest and what must be locked. Pure: the same draft freezes to the same manifest. Throws `invalid_input`.
 */
export function freeze(
  bounty: Bounty,
  items: readonly FrozenItem[],
  place: ChainPlace,
  chainBountyId: ChainBountyId,
  nowMs: number,
): Frozen {
  checkPublishable(bounty, place.feeBps, nowMs);
  const taskType = taskTypeOf(bounty.taskType);
  const config = taskType.config().parse(bounty.config);
  const gold = items.flatMap((item) =>
    item.gold ? [{ item: item.hash, answer: lawful(taskType, config, item) }] : [],
  );
  const { mostAnswers, escrowUnits } = budgetOf(bounty, place.feeBps);
  const manifest = bountyManifest({
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
    items: items.map(({ hash }) => hash),
    gold,
    secret: bounty.secret,
  });
  const hash = manifestHash(manifest);
  return {
    manifest,
    manifestHash: hash,
    chainBountyId: chainBountyId(bounty.owner.address, hash) as Bytes32,
    escrowUnits,
  };
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
