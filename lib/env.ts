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
  /** A file that holds the operator's key; better kept than an environment. */
  OPERATOR_KEY_FILE: z.string().min(1).optional(),
  /** A signer that keeps the key to itself and answers `eth_signTransaction`, and the account it signs for. */
  OPERATOR_SIGNER_URL: z.url().optional(),
  OPERATOR_ADDRESS: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, "must be 0x and 40 hex digits")
    .optional(),
  /** Blocks after which what the chain holds is taken for certain; 1 on a development chain, else 5. */
  ASSAY_CONFIRMATIONS: z.coerce.number().int().min(1).max(1000).optional(),
  /** A transaction that waits longer is sent again with a higher fee, up to the cap. */
  ASSAY_STUCK_SECONDS: z.coerce.number().int().min(1).optional(),
  ASSAY_MAX_FEE_GWEI: z.coerce.number().int().min(1).default(500),
  /** Whether the worker pays final batches out by itself: `final`, or `never`. */
  ASSAY_PUSH: z.enum(["never", "final"]).default("never"),
  /** Whether the operator sends annotators' claims at its own cost; on a development chain it does. */
  ASSAY_RELAY: z.enum(["on", "off"]).optional(),
  /** A bucket for files, instead of the data folder: all of these, or none. */
  ASSAY_S3_ENDPOINT: z.url().optional(),
  ASSAY_S3_BUCKET: z.string().min(1).optional(),
  ASSAY_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  ASSAY_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  ASSAY_S3_REGION: z.string().min(1).default("us-east-1"),
  /** What all names in the bucket begin with. */
  ASSAY_S3_PREFIX: z
    .string()
    .regex(/^(\w[\w.-]*\/)*$/, "is made of names that end in a slash, as assay/")
    .default(""),
  /** Connections of one process to the database; 8 to 16 for two cores. */
  ASSAY_POOL: z.coerce.number().int().min(1).max(100).default(12),
});

/** Who signs for the operator: a key, a file that holds it, or a signer somewhere else. */
export type OperatorSource =
  | { readonly kind: "key"; readonly key: `0x${string}` }
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "remote"; readonly url: string; readonly address: `0x${string}` };

export type Env = z.infer<typeof Env> & {
  readonly dev: boolean;
  readonly operator: OperatorSource;
  readonly s3: S3Source | undefined;
};

/** Reads the settings once, at the door. Throws an AppError that names each wrong variable and how to mend it. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = Env.safeParse(source);
  if (!parsed.success) {
    const words = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ");
    throw new AppError("unavailable", `The settings are not right: ${words}.`);
  }
  const dev = parsed.data.CHAIN_ID === DEV_CHAIN_ID;
  return { ...parsed.data, dev, operator: operatorOf(parsed.data, dev), s3: s3Of(parsed.data) };
}

/** A bucket that speaks S3, and who we are to it. */
export type S3Source = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const S3_NEEDS = [
  "ASSAY_S3_ENDPOINT",
  "ASSAY_S3_BUCKET",
  "ASSAY_S3_ACCESS_KEY_ID",
  "ASSAY_S3_SECRET_ACCESS_KEY",
] as const;

/** The bucket that is named, or undefined where none is; half of one is a mistake. */
function s3Of(env: z.infer<typeof Env>): S3Source | undefined {
  const [endpoint, bucket, accessKeyId, secretAccessKey] = S3_NEEDS.map((name) => env[name]);
  if (endpoint && bucket && accessKeyId && secretAccessKey) {
    const { ASSAY_S3_REGION: region, ASSAY_S3_PREFIX: prefix } = env;
    return { endpoint, bucket, accessKeyId, secretAccessKey, region, prefix };
  }
  const missing = S3_NEEDS.filter((name) => env[name] === undefined);
  if (missing.length === S3_NEEDS.length) return undefined;
  throw new AppError("unavailable", `Files in a bucket need ${missing.join(", ")} too; or name none of them.`);
}

type OperatorVariables = Pick<
  z.infer<typeof Env>,
  "OPERATOR_PRIVATE_KEY" | "OPERATOR_KEY_FILE" | "OPERATOR_SIGNER_URL" | "OPERATOR_ADDRESS"
>;

/** Who signs, of the ways that are named; on a development chain its first account when none is. */
export function operatorOf(env: OperatorVariables, dev: boolean): OperatorSource {
  const { OPERATOR_SIGNER_URL: url, OPERATOR_ADDRESS: address, OPERATOR_KEY_FILE: file } = env;
  if (url) {
    if (!address)
      throw new AppError("unavailable", "OPERATOR_ADDRESS is missing: whom does OPERATOR_SIGNER_URL sign for?");
    return { kind: "remote", url, address: address as `0x${string}` };
  }
  if (file) return { kind: "file", file };
  const key = env.OPERATOR_PRIVATE_KEY ?? (dev ? DEV_OPERATOR_KEY : undefined);
  if (key) return { kind: "key", key: key as `0x${string}` };
  throw new AppError(
    "unavailable",
    "The operator signs the batches: give OPERATOR_KEY_FILE, OPERATOR_SIGNER_URL with OPERATOR_ADDRESS, or OPERATOR_PRIVATE_KEY.",
  );
}
