// The gas table: what whole transactions cost, beside their target and what opcodes alone would cost.
import { readFileSync } from "node:fs";

const SNAPSHOT = new URL("../gas/BountyVault.json", import.meta.url);

/**
 * `floor` is the sum of what the protocol charges for the transaction, its calldata, storage, logs and the token's own
 * transfer, without any computation.
 *
 * @typedef {{ metric: string, gas: number, target: number, floor: number, ofFloor: number }} GasRow
 * @returns {GasRow[]}
 */
export function gasRows() {
  const of = /** @type {Record<string, string>} */ (JSON.parse(readFileSync(SNAPSHOT, "utf8")));
  const gas = (/** @type {string} */ name) => {
    if (of[name] === undefined)
      throw new Error(`contracts/gas/BountyVault.json has no "${name}": run the contract tests`);
    return Number(of[name]);
  };
  const settle = gas("settle: 1 bounty");
  const rows = [
    ["fund, new bounty", gas("fund: new bounty"), 92_000, 67_000],
    ["fund + settle", gas("fund: new bounty") + settle, 155_000, 128_500],
    ["settle, 1 bounty, any number of payouts", settle, 64_000, 61_500],
    ["each extra bounty of a batch", Math.ceil((gas("settle: 5 bounties") - settle) / 4), 8_500, 6_200],
    ["claim, fresh annotator", gas("claim: fresh annotator"), 75_000, 70_400],
    ["claim, returning annotator", gas("claim: returning annotator"), 58_000, 53_300],
    ["5 bounties, one batch, returning annotator", gas("claim: returning annotator"), 58_000, 53_300],
    ["5 batches, returning annotator", gas("claimMany: 5 batches, returning annotator"), 145_000, 126_000],
    ["push, returning annotator", gas("sweep: a returning annotator of 256"), 9_300, 8_900],
    ["push, fresh annotator", gas("sweep: a fresh annotator of 256"), 26_500, 26_000],
    [
      "5 bounties x 100 returning annotators, a payment",
      gas("5 bounties x 100 returning annotators: a payment of 500"),
      3_300,
      1_950,
    ],
  ];
  return rows.map(([metric, used, target, floor]) => ({
    metric: String(metric),
    gas: Number(used),
    target: Number(target),
    floor: Number(floor),
    ofFloor: Math.round((1000 * Number(used)) / Number(floor)) / 1000,
  }));
}
