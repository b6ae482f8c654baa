/** What deploying would do, without doing it: addresses, what is there, gas, and what is missing. */
import { formatEther } from "viem";
import type { Hex } from "@/lib/settlement/sum-tree";
import { contractsOf } from "./contracts";
import { CREATE2_DEPLOYER, creationData, hasCode } from "./create2";
import { type DeployOptions, findLedger, type Terms, wantedOf } from "./deploy";
import { onChain, type PublicRpc, publicRpc, walletRpc } from "./rpc";

export type DeployStep = {
  readonly name: string;
  readonly address: Hex | null;
  /** Whether it is on the chain already. */
  readonly there: boolean;
  /** What deploying it costs; 0 when it is there. */
  readonly gas: string;
};

export type DeployPlan = {
  readonly chainId: number;
  readonly operator: Hex;
  readonly terms: Readonly<Record<keyof Terms, string>>;
  readonly steps: readonly DeployStep[];
  readonly gas: string;
  /** At the present price of gas, in the chain's own coin. */
  readonly cost: string;
  readonly balance: string;
  /** Why it cannot be done yet; empty when it can. */
  readonly missing: readonly string[];
};

/** Opening a ledger writes four slots and a log; it cannot be estimated before its vault stands. */
const LEDGER_GAS = 180_000n;

/** @throws AppError `unavailable` when an option is missing, `chain_unavailable` when the node does not answer. */
export function planDeployment(options: DeployOptions): Promise<DeployPlan> {
  const { rpcUrl, chainId, operatorKey } = options;
  const reader = publicRpc(rpcUrl, chainId);
  const operator = walletRpc(rpcUrl, chainId, operatorKey).account.address;
  return onChain(async () => {
    const { terms, wanted } = wantedOf(options, operator);
    const { contracts, codes } = contractsOf(wanted);
    const served = await reader.getChainId();
    const missing = served === chainId ? [] : [`The node serves chain ${served}, not ${chainId}.`];
    if (!(await hasCode(reader, CREATE2_DEPLOYER))) missing.push(`The deterministic deployer ${CREATE2_DEPLOYER}.`);
    if (wanted.token && !(await hasCode(reader, wanted.token))) missing.push(`A token at ${wanted.token}.`);
    const steps: DeployStep[] = [];
    for (const { name, address, initCode } of codes) {
      const there = await hasCode(reader, address);
      const gas = there ? 0n : await creationGas(reader, operator, initCode);
      steps.push({ name, address, there, gas: gas.toString() });
    }
    const stands = await hasCode(reader, contracts.vault);
    const ledger = stands ? await findLedger(reader, contracts, operator, terms) : null;
    const opened = ledger !== null;
    steps.push({
      name: `Ledger ${ledger?.ledgerId ?? "(new)"}`,
      address: null,
      there: opened,
      gas: opened ? "0" : `${LEDGER_GAS}`,
    });
    const gas = steps.reduce((sum, each) => sum + BigInt(each.gas), 0n);
    const [balance, price] = await Promise.all([reader.getBalance({ address: operator }), reader.getGasPrice()]);
    if (balance < gas * price)
      missing.push(`${formatEther(gas * price - balance)} of the chain's coin for gas, at ${operator}.`);
    const words = Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, String(value)]));
    return {
      ...{ chainId, operator, steps, gas: gas.toString(), missing },
      terms: words as DeployPlan["terms"],
      cost: formatEther(gas * price),
      balance: formatEther(balance),
    };
  });
}

/** As the node estimates; by the code's length where it cannot. */
async function creationGas(reader: PublicRpc, account: Hex, initCode: Hex): Promise<bigint> {
  const data = creationData(initCode);
  const byLength = BigInt(Math.ceil(initCode.length / 2)) * 220n + 60_000n;
  return reader.estimateGas({ account, to: CREATE2_DEPLOYER, data }).catch(() => byLength);
}
