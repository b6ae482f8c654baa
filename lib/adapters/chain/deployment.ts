/** Where the contracts of one chain are: a JSON file that deploying writes and every process reads. */
import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";

const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]);

const deploymentSchema = z.object({
  chainId: z.int().positive(),
  vault: address,
  token: address,
  tokenSymbol: z.string(),
  tokenDecimals: z.int().min(0).max(36),
  /** Decimal string: a uint256. */
  ledgerId: z.string().regex(/^[0-9]+$/),
  operator: address,
  treasury: address,
  /** May stop new money and new batches for a while; the zero address for nobody. */
  guardian: address,
  /** Holds the stakes that operators lose with a batch that is ruled invalid. */
  operatorStake: address,
  /** Decides challenges of this ledger (ERC-792). */
  arbitrator: address,
  /** Through which owners may fund with one signature (Permit2). */
  permit2: address,
  /** Seconds between posting a batch and its finality. */
  windowS: z.int().positive(),
  feeBps: z.int().min(0).max(1000),
  /** Seconds after a bounty's deadline in which the operator may still settle; refunds open behind them. */
  graceS: z.int().min(0),
  /** Block from which the vault's events of this ledger are worth reading. */
  deployedAtBlock: z.int().min(0),
});

export type Deployment = Readonly<z.infer<typeof deploymentSchema>>;

/**
 * The deployment that this file describes, or null when there is no such file.
 * @throws AppError `unavailable` when the file cannot be read or is no deployment.
 */
export async function readDeployment(file: string): Promise<Deployment | null> {
  try {
    return deploymentSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw new AppError("unavailable", `${file} is not a readable deployment file: move it away and deploy again`, {
      cause,
    });
  }
}

/** Writes the file whole or not at all. */
export async function writeDeployment(file: string, deployment: Deployment): Promise<void> {
  const half = `${file}.${process.pid}.tmp`;
  await writeFile(half, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(half, file);
}
