import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { DeployOptions, Terms } from "../../lib/adapters/chain/deploy";
import { operatorSigner } from "../../lib/adapters/chain/operator-signer";
import { DEV_CHAIN_ID } from "../../lib/adapters/chain/rpc";
import { operatorOf } from "../../lib/env";

const hexOf = (bytes: number) => z.templateLiteral(["0x", z.string().regex(new RegExp(`^[0-9a-fA-F]{${bytes * 2}}$`))]);

const Environment = z.object({
  RPC_URL: z.url().default("http://127.0.0.1:8545"),
  CHAIN_ID: z.coerce.number().int().positive().default(DEV_CHAIN_ID),
  OPERATOR_PRIVATE_KEY: hexOf(32).optional(),
  OPERATOR_KEY_FILE: z.string().min(1).optional(),
  OPERATOR_SIGNER_URL: z.url().optional(),
  OPERATOR_ADDRESS: hexOf(20).optional(),
  ASSAY_DATA_DIR: z.string().min(1).default(".data"),
  DEPLOYMENT_FILE: z.string().min(1).optional(),
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
  /** Challenge window of a ledger that is opened now. */
  ASSAY_WINDOW_SECONDS: z.coerce.number().int().positive().optional(),
});

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * What to deploy and who signs, from environment variables (the command line's flags take their place). Makes the folder
 * of the deployment file.
 * @throws ZodError naming the variable; AppError `unavailable` when nobody is named to sign.
 */
export async function deployOptions(variables: Variables, terms: Partial<Terms> = {}): Promise<DeployOptions> {
  const env = Environment.parse(variables);
  const dev = env.CHAIN_ID === DEV_CHAIN_ID;
  const file = env.DEPLOYMENT_FILE ?? join(env.ASSAY_DATA_DIR, `deployment-${env.CHAIN_ID}.json`);
  await mkdir(dirname(file), { recursive: true });
  return {
    rpcUrl: env.RPC_URL,
    chainId: env.CHAIN_ID,
    operatorKey: await operatorSigner(operatorOf(env, dev)),
    dev,
    file,
    terms: { ...(env.ASSAY_WINDOW_SECONDS === undefined ? {} : { windowS: env.ASSAY_WINDOW_SECONDS }), ...terms },
    ...(env.TOKEN_ADDRESS === undefined ? {} : { token: env.TOKEN_ADDRESS }),
    ...(env.TREASURY_ADDRESS === undefined ? {} : { treasury: env.TREASURY_ADDRESS }),
    ...(env.GUARDIAN_ADDRESS === undefined ? {} : { guardian: env.GUARDIAN_ADDRESS }),
    ...arbitratorOf(env),
  };
}

/** The arbitrator that is named, or a committee to deploy: a majority decides, unless a quorum is named. */
function arbitratorOf(env: z.infer<typeof Environment>): Pick<DeployOptions, "arbitrator"> {
  if (env.ARBITRATOR_ADDRESS !== undefined) return { arbitrator: env.ARBITRATOR_ADDRESS };
  const members = env.COMMITTEE_MEMBERS;
  if (members === undefined) return {};
  const quorum = env.COMMITTEE_QUORUM ?? Math.floor(members.length / 2) + 1;
  return { arbitrator: { members, quorum } };
}
