// Why a mutant that no test notices may live: mostly because it means the same.

const LARGER = "the same: it is the larger of two, and both are when they are equal";
const SMALLER = "the same: it is the smaller of two, and both are when they are equal";

/** @type {Readonly<Record<string, string>>} mutant id to reason */
export const SURVIVORS = {
  "contracts/src/BountyVault.sol:85:42 bound: > to >=": LARGER,
  "contracts/src/OperatorStake.sol:65:40 bound: < to <=": SMALLER,
  "contracts/src/parts/Challenges.sol:94:22 bound: > to >=": LARGER,
  "contracts/src/libraries/BountySlot.sol:64:38 bound: < to <=": SMALLER,
  "contracts/src/libraries/BountySlot.sol:42:22 bound: > to >=": LARGER,
  "contracts/src/libraries/BountySlot.sol:65:19 bound: <= to <": "the same: it writes the moment that stands there",
  "contracts/src/arbitrators/UmaArbitrator.sol:117:24 bound: > to >=": LARGER,
};
