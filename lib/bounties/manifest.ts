import { z } from "zod";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { AppError } from "@/lib/kernel/errors";
import type { Bytes32, Sha256 } from "@/lib/kernel/ids";
import { sha256Hex, sha256Stream } from "@/lib/kernel/sha256";
import { DEFAULT_TAU, ONE } from "@/lib/referee/constants";
import { DEFAULT_PAY_RULE, PAY_RULE_NAMES, type PayRuleName } from "@/lib/referee/pay-rules";
import { taskTypeOf } from "@/lib/task-types/registry";
import { namedReferee } from "./named-referee";

const address = z.string().regex(/^0x[0-9a-f]{40}$/, "an address in lower case");
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hex");
const units = z.string().regex(/^(0|[1-9][0-9]{0,77})$/, "a whole amount in base units, in decimal digits");
const scalar = z.union([z.int(), z.string(), z.boolean(), z.null()]);

/** The terms of a bounty, frozen when it is published: everything an annotator's pay and an item's label depend on. */
export const Manifest = z.strictObject({
  version: z.literal(1),
  chainId: z.int().min(1),
  vault: address,
  ledgerId: units,
  token: address,
  owner: address,
  title: z.string(),
  /** SHA-256 of the guidelines' text. */
  guidelines: sha256,
  taskType: z.string(),
  taskVersion: z.int().min(1),
  /** As the task type's config() parses it. */
  config: z.json(),
  itemCount: z.int().min(1),
  itemRoot: sha256,
  goldCount: z.int().min(0),
  goldRoot: sha256,
  /** Overlap, gold rate, blind slice and the like, as the bounty states them. */
  policy: z.record(z.string(), scalar),
  /** Price of one answer. */
  priceUnits: units,
  /** The most answers that will be paid: escrow = price × this, and the fee. */
  mostAnswers: z.int().min(1),
  /** Unix seconds. */
  deadlineS: z.int().min(0),
  refereeVersion: z.string(),
  refereeHash: sha256,
  /** The referee as a file: models/referee-v1.onnx, which gives the same bits. Bounties before it was there have none. */
  refereeOnnxSha256: sha256.optional(),
  payRule: z.enum(PAY_RULE_NAMES),
  /** β: share of the price paid for honest work as such. */
  betaQ16: z.int().min(0).max(ONE),
  /** Tempering of published posteriors, Q10. */
  tauQ10: z.int().min(0).max(1024),
});
export type Manifest = z.infer<typeof Manifest>;

export type GoldAnswer = { readonly item: string; readonly answer: unknown };

export type BountyTerms = Pick<
  Manifest,
  | "chainId"
  | "vault"
  | "ledgerId"
  | "token"
  | "owner"
  | "title"
  | "taskType"
  | "taskVersion"
  | "config"
  | "policy"
  | "priceUnits"
  | "mostAnswers"
  | "deadlineS"
  | "betaQ16"
> & {
  readonly guidelines: string;
  readonly tauQ10?: number;
  /** `pmi-v1` when left out. */
  readonly payRule?: PayRuleName;
  /** Content hashes of all items, gold items too; any order. */
  readonly items: readonly string[];
  readonly gold: readonly GoldAnswer[];
  /** The bounty's secret; salts the gold commitment. */
  readonly secret: string;
};

/** The manifest of these terms: referee and commitments filled in, every field checked. Throws a ZodError on bad terms. */
export function bountyManifest({ items, gold, secret, ...terms }: BountyTerms): Manifest {
  return manifestOf(terms, {
    itemCount: items.length,
    itemRoot: itemRoot(items),
    goldCount: gold.length,
    goldRoot: goldRoot(gold.map(({ item, answer }) => goldLeaf(item, answer, goldSalt(secret, item)))),
  });
}

/** What a manifest says of the items: how many, and hashes over all of them. */
export type Commitments = Pick<Manifest, "itemCount" | "itemRoot" | "goldCount" | "goldRoot">;

/** The same of items that were counted and hashed as they went by. */
export function manifestOf(terms: Omit<BountyTerms, "items" | "gold" | "secret">, committed: Commitments): Manifest {
  const { guidelines, tauQ10, payRule, ...rest } = terms;
  const referee = namedReferee(taskTypeOf(terms.taskType));
  return Manifest.parse({
    ...rest,
    version: 1,
    guidelines: sha256Hex(guidelines),
    ...committed,
    refereeVersion: referee.version,
    refereeHash: referee.hash,
    ...(referee.onnxSha256 && { refereeOnnxSha256: referee.onnxSha256 }),
    payRule: payRule ?? DEFAULT_PAY_RULE,
    tauQ10: tauQ10 ?? DEFAULT_TAU,
  });
}

/** `0x` and the SHA-256 of the canonical manifest: what the vault's bounty id is made of, and every signed answer names. */
export const manifestHash = (manifest: Manifest): Bytes32 => `0x${sha256Hex(canonicalJson(manifest))}` as Bytes32;

/** SHA-256 over the sorted item hashes, one a line. */
export const itemRoot = (items: readonly string[]): Sha256 => sha256Hex([...items].sort().join("\n"));

/** `itemRoot` of hashes that come in their order, none of them kept. Throws where they do not. */
export function itemRootAsTheyCome() {
  const hash = sha256Stream();
  const encoder = new TextEncoder();
  let last: string | undefined;
  return {
    add(items: readonly string[]): void {
      let text = "";
      for (const item of items) {
        if (last !== undefined && item <= last)
          throw new AppError("fault", `items out of order: ${item} after ${last}`);
        text += last === undefined ? item : `\n${item}`;
        last = item;
      }
      hash.update(encoder.encode(text));
    },
    root: (): Sha256 => hash.digest(),
  };
}

/** SHA-256 over the sorted gold leaves, one a line. */
export const goldRoot = (leaves: readonly string[]): Sha256 => sha256Hex([...leaves].sort().join("\n"));

/** Commitment to one gold answer; revealed with its salt when the item retires, without giving the others away. */
export const goldLeaf = (item: string, answer: unknown, salt: string): Sha256 =>
  sha256Hex(canonicalJson({ kind: "gold", item, answer, salt }));

/** Salt of one gold answer, from the bounty's secret. */
export const goldSalt = (secret: string, item: string): Sha256 =>
  sha256Hex(canonicalJson({ kind: "gold salt", secret, item }));
