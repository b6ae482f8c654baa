// The gas table: what whole transactions cost, beside their target and the floor that gas-floors.mjs computes.
import { readFileSync } from "node:fs";
import { gasFloors } from "./gas-floors.mjs";

const SNAPSHOT = new URL("../gas/BountyVault.json", import.meta.url);

/**
 * @typedef {{ metric: string, gas: number, target: number, floor: number, ofFloor: number, met: boolean }} GasRow
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
  const floors = gasFloors();
  /** @type {readonly [string, number, number][]} */
  const rows = [
    ["fund, new bounty", gas("fund: new bounty"), 92_000],
    ["fund + settle", gas("fund: new bounty") + settle, 155_000],
    ["settle, 1 bounty, any number of payouts", settle, 64_000],
    ["each extra bounty of a batch", Math.ceil((gas("settle: 5 bounties") - settle) / 4), 8_500],
    ["claim, fresh annotator", gas("claim: fresh annotator"), 75_000],
    ["claim, returning annotator", gas("claim: returning annotator"), 58_000],
    ["5 bounties, one batch, returning annotator", gas("claim: returning annotator"), 58_000],
    ["5 batches, returning annotator", gas("claimMany: 5 batches, returning annotator"), 145_000],
    ["push, returning annotator", gas("sweep: a returning annotator of 256"), 9_300],
    ["push, fresh annotator", gas("sweep: a fresh annotator of 256"), 26_500],
    [
      "5 bounties x 100 returning annotators, a payment",
      gas("5 bounties x 100 returning annotators: a payment of 500"),
      3_300,
    ],
  ];
  return rows.map(([metric, used, target]) => {
    const floor = floors[metric]?.floor;
    if (floor === undefined) throw new Error(`gas-floors.mjs has no floor for "${metric}"`);
    return { metric, gas: used, target, floor, ofFloor: Math.round((1000 * used) / floor) / 1000, met: used <= target };
  });
}
