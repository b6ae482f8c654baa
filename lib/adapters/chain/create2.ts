/** Puts code on a chain at an address that follows from the code alone. */
import { concat, getContractAddress, padHex } from "viem";
import { AppError } from "@/lib/kernel/errors";
import type { Hex } from "@/lib/settlement/sum-tree";
import type { PublicRpc, WalletRpc } from "./rpc";

/** The deterministic deployer that most chains (and anvil) carry: same code, same address everywhere. */
export const CREATE2_DEPLOYER: Hex = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
const SALT = padHex("0xa55a", { size: 32 });

/**
 * Deploys through the deterministic deployer, unless the code is there already.
 * @param initCode Bytecode and constructor arguments.
 * @throws AppError `unavailable` when the chain lacks the deployer, `chain_rejected` when the deployment fails.
 */
export async function create(
  { reader, wallet }: { readonly reader: PublicRpc; readonly wallet: WalletRpc },
  initCode: Hex,
): Promise<Hex> {
  const address = addressOfCode(initCode);
  if (await hasCode(reader, address)) return address;
  if (!(await hasCode(reader, CREATE2_DEPLOYER))) {
    throw new AppError("unavailable", `this chain lacks the deterministic deployer at ${CREATE2_DEPLOYER}`);
  }
  const hash = await wallet.sendTransaction({ to: CREATE2_DEPLOYER, data: creationData(initCode) });
  await reader.waitForTransactionReceipt({ hash });
  if (!(await hasCode(reader, address))) throw new AppError("chain_rejected", `the deployment ${hash} failed`);
  return address;
}

/** Where `create` puts this code, on every chain. */
export const addressOfCode = (initCode: Hex): Hex =>
  getContractAddress({ opcode: "CREATE2", from: CREATE2_DEPLOYER, salt: SALT, bytecode: initCode });

/** What the deterministic deployer is sent. */
export const creationData = (initCode: Hex): Hex => concat([SALT, initCode]);

/** Whether a contract stands at this address. */
export async function hasCode(reader: PublicRpc, address: Hex): Promise<boolean> {
  const code = await reader.getCode({ address });
  return code !== undefined && code !== "0x";
}
