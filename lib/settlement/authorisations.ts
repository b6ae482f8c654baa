/** What people sign (EIP-712) so that others may act on the vault for them: the same data for browser, server and tests. */
import type { BatchDomain } from "./chain-port";
import type { Hex } from "./sum-tree";

const domainOf = ({ chainId, vault }: BatchDomain) =>
  ({ name: "BountyVault", version: "1", chainId, verifyingContract: vault }) as const;

/** An owner's consent that a batch is final now: `Accept` of IBountyVault. */
export function acceptTypedData(domain: BatchDomain, batchKey: Hex, commit: Hex) {
  return {
    domain: domainOf(domain),
    types: {
      Accept: [
        { name: "batchKey", type: "bytes32" },
        { name: "commit", type: "bytes32" },
      ],
    },
    primaryType: "Accept",
    message: { batchKey, commit },
  } as const;
}

export type ClaimToTerms = {
  readonly batchKey: Hex;
  readonly index: number;
  readonly to: Hex;
  /** Unix seconds. */
  readonly deadlineS: number;
};

const NOBODY = "0x0000000000000000000000000000000000000000";

/** What `claimTo` is given besides the leaf: anybody may send it, for nothing. */
export const claimToArgs = ({ to, deadlineS }: Pick<ClaimToTerms, "to" | "deadlineS">) =>
  ({ to, relayer: NOBODY, relayerFee: 0n, deadline: BigInt(deadlineS) }) as const;

/** An annotator's permission to pay a leaf to another address: `ClaimTo` of IBountyVault, without a fee. */
export function claimToTypedData(domain: BatchDomain, terms: ClaimToTerms) {
  return {
    domain: domainOf(domain),
    types: {
      ClaimTo: [
        { name: "batchKey", type: "bytes32" },
        { name: "index", type: "uint256" },
        { name: "to", type: "address" },
        { name: "relayer", type: "address" },
        { name: "relayerFee", type: "uint128" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "ClaimTo",
    message: { batchKey: terms.batchKey, index: BigInt(terms.index), ...claimToArgs(terms) },
  } as const;
}
