import { Usage } from "./usage";

/** Flags that stand for environment variables: the flag wins. */
const CHAIN_FLAGS = {
  rpc: "RPC_URL",
  chain: "CHAIN_ID",
  token: "TOKEN_ADDRESS",
  treasury: "TREASURY_ADDRESS",
  guardian: "GUARDIAN_ADDRESS",
  arbitrator: "ARBITRATOR_ADDRESS",
  committee: "COMMITTEE_MEMBERS",
  quorum: "COMMITTEE_QUORUM",
  file: "DEPLOYMENT_FILE",
} as const;

/** Flags that set a ledger's terms. */
const TERM_FLAGS = {
  window: "windowS",
  "fee-bps": "feeBps",
  grace: "graceS",
  "reclaim-after": "reclaimAfterS",
} as const;

const text = { type: "string" } as const;

/** All of them, for `parseArgs`. */
export const CHAIN_OPTIONS = Object.fromEntries(
  [...Object.keys(CHAIN_FLAGS), ...Object.keys(TERM_FLAGS), "bond"].map((name) => [name, text]),
);

export type Values = Readonly<Record<string, unknown>>;

/** The environment with the flags in their variables' places. */
export function variablesOf(values: Values): Record<string, string | undefined> {
  const given = Object.entries(CHAIN_FLAGS).flatMap(([flag, name]) =>
    typeof values[flag] === "string" ? [[name, values[flag]] as const] : [],
  );
  return { ...process.env, ...Object.fromEntries(given) };
}

/** Seconds and basis points are whole numbers; the bond is in base units of the token. */
export function termsOf(values: Values): Record<string, number | bigint> {
  const terms: Record<string, number | bigint> = {};
  for (const [flag, name] of Object.entries(TERM_FLAGS)) {
    const value = values[flag];
    if (typeof value !== "string") continue;
    if (!/^\d{1,10}$/.test(value)) throw new Usage(`--${flag} takes a whole number, not "${value}".`);
    terms[name] = Number(value);
  }
  const { bond } = values;
  if (typeof bond === "string") {
    if (!/^\d{1,28}$/.test(bond)) throw new Usage(`--bond takes base units of the token, not "${bond}".`);
    terms.challengeBond = BigInt(bond);
  }
  return terms;
}
