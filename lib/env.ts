import { z } from "zod";
import { AppError } from "./kernel/errors";

/** The well-known first key of a development chain. Used only where the chain id is 31337. */
const DEV_CHAIN_ID = 31337;
const DEV_OPERATOR_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

const hexKey = z.string().regex(/^0x[0-9a-fA-F]{64}$/, "must be 0x and 64 hex digits");
const origin = z.url().transform((url) => new URL(url).origin);

const Env = z.object({
  DATABASE_URL: z.string().min(1, "is missing: start with `npm start`, or point it at a PostgreSQL database"),
  RPC_URL: z.url("is missing: start with `npm start`, or point it at an EVM node"),
  CHAIN_ID: z.coerce.number().int().positive().default(DEV_CHAIN_ID),
  ASSAY_DATA_DIR: z.string().min(1).default(".data"),
  NEXTAUTH_URL: origin.default("http://localhost:3000"),
  NEXTAUTH_SECRET: z.string().min(16, "needs at least 16 characters"),
  ASSAY_SECRET: z.string().min(16, "needs at least 16 characters"),
  ASSAY_VERSION: z.string().default("dev"),
  /** More origins people may sign in from, comma separated. */
  ASSAY_ORIGINS: z.string().default(""),
  /** The RPC address that browsers use; on the dev chain a proxy on this server is used when it is absent. */
  PUBLIC_RPC_URL: z.url().optional(),
  OPERATOR_PRIVATE_KEY: hexKey.optional(),
  /** Connections of one process to the database; 8 to 16 for two cores. */
  ASSAY_POOL: z.coerce.number().int().min(1).max(100).default(12),
});

export type Env = z.infer<typeof Env> & { readonly dev: boolean; readonly operatorKey: `0x${string}` };

/** Reads the settings once, at the door. Throws an AppError that names each wrong variable and how to mend it. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = Env.safeParse(source);
  if (!parsed.success) {
    const words = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ");
    throw new AppError("unavailable", `The settings are not right: ${words}.`);
  }
  const dev = parsed.data.CHAIN_ID === DEV_CHAIN_ID;
  const key = parsed.data.OPERATOR_PRIVATE_KEY ?? (dev ? DEV_OPERATOR_KEY : undefined);
  if (!key) {
    throw new AppError("unavailable", "OPERATOR_PRIVATE_KEY is missing: the operator signs the batches with it.");
  }
  return { ...parsed.data, dev, operatorKey: key as `0x${string}` };
}
