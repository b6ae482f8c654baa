/**
 * Deploys the contracts unless they are there, and prints the deployment as one line of JSON.
 * Reads RPC_URL, CHAIN_ID, OPERATOR_PRIVATE_KEY, ASSAY_DATA_DIR, TOKEN_ADDRESS, TREASURY_ADDRESS, GUARDIAN_ADDRESS,
 * and ARBITRATOR_ADDRESS or COMMITTEE_MEMBERS (addresses, with commas between them) with COMMITTEE_QUORUM.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import { DEV_CHAIN_ID } from "@/lib/adapters/chain/rpc";
import { AppError } from "@/lib/kernel/errors";

/** The first of the accounts that every anvil and Hardhat chain is started with: public, so for development only. */
const DEV_OPERATOR_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

const hexOf = (bytes: number) => z.templateLiteral(["0x", z.string().regex(new RegExp(`^[0-9a-fA-F]{${bytes * 2}}$`))]);

const environment = z.object({
  RPC_URL: z.url().default("http://127.0.0.1:8545"),
  CHAIN_ID: z.coerce.number().int().positive().default(DEV_CHAIN_ID),
  OPERATOR_PRIVATE_KEY: hexOf(32).optional(),
  ASSAY_DATA_DIR: z.string().min(1).default(".data"),
  TOKEN_ADDRESS: hexOf(20).optional(),
  TREASURY_ADDRESS: hexOf(20).optional(),
  GUARDIAN_ADDRESS: hexOf(20).optional(),
  ARBITRATOR_ADDRESS: hexOf(20).optional(),
  COMMITTEE_MEMBERS: z
    .string()
    .transform((list) => list.split(",").map((member) => member.trim()))
    .pipe(z.array(hexOf(20)).min(1))
    .optional(),
  COMMITTEE_QUORUM: z.coerce.number().int().positive().optional(),
});

try {
  console.log(JSON.stringify(await deploy()));
} catch (error) {
  console.error(error instanceof AppError || error instanceof z.ZodError ? error.message : error);
  process.exitCode = 1;
}

async function deploy() {
  const env = environment.parse(process.env);
  const dev = env.CHAIN_ID === DEV_CHAIN_ID;
  const operatorKey = env.OPERATOR_PRIVATE_KEY ?? (dev ? DEV_OPERATOR_KEY : null);
  if (operatorKey === null) throw new AppError("unavailable", "OPERATOR_PRIVATE_KEY is missing");
  await mkdir(env.ASSAY_DATA_DIR, { recursive: true });
  return ensureDeployed({
    rpcUrl: env.RPC_URL,
    chainId: env.CHAIN_ID,
    operatorKey,
    dev,
    file: join(env.ASSAY_DATA_DIR, `deployment-${env.CHAIN_ID}.json`),
    ...(env.TOKEN_ADDRESS === undefined ? {} : { token: env.TOKEN_ADDRESS }),
    ...(env.TREASURY_ADDRESS === undefined ? {} : { treasury: env.TREASURY_ADDRESS }),
    ...(env.GUARDIAN_ADDRESS === undefined ? {} : { guardian: env.GUARDIAN_ADDRESS }),
    ...arbitratorOf(env),
  });
}

/** The arbitrator that is named, or a committee to deploy: a majority decides, unless a quorum is named. */
function arbitratorOf(env: z.infer<typeof environment>) {
  if (env.ARBITRATOR_ADDRESS !== undefined) return { arbitrator: env.ARBITRATOR_ADDRESS };
  const members = env.COMMITTEE_MEMBERS;
  if (members === undefined) return {};
  const quorum = env.COMMITTEE_QUORUM ?? Math.floor(members.length / 2) + 1;
  return { arbitrator: { members, quorum } };
}
