import { parseArgs } from "node:util";
import { SYSTEM } from "../../lib/kernel/caller";
import type { BatchView } from "../../lib/settlement/batch";
import { Usage } from "./usage";

export const help = `assay batch list [--state S] | push <id> | retry <id> | void <id> --yes   [--json]   the operator's batches

  list         batches, newest first; --state building, posting, window, final, void or refused
  push <id>    pays every unclaimed leaf of a final batch
  retry <id>   tries a batch again that the chain has refused
  void <id>    takes back a batch whose window is open; its money returns to its bounty, which must be settled anew

Works on the database and the chain directly, with the server's variables: DATABASE_URL, RPC_URL, CHAIN_ID, ASSAY_DATA_DIR,
and the operator's key or signer. Exit codes: 0 done, 1 refused, 2 wrong usage.

  assay batch list --state refused
  assay batch retry bat_0123456789abcdefghjk`;

const STATES = new Set(["building", "posting", "window", "final", "void", "refused"]);

export async function run(args: string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { state: { type: "string" }, yes: flag, json: flag },
  });
  const [verb, id, ...rest] = positionals;
  if (rest.length > 0 || (verb === "list") !== (id === undefined))
    throw new Usage("batch takes list, or a verb and an id.");
  if (values.state !== undefined && !STATES.has(values.state))
    throw new Usage(`--state: "${values.state}" is no state.`);
  if (verb === "void" && !values.yes) throw new Usage("void takes money out of a posted batch: say --yes.");
  const act = verb === "list" || id === undefined ? undefined : ACTS[verb ?? ""];
  if (verb !== "list" && !act) throw new Usage(`batch has no verb "${verb ?? ""}".`);
  // These two seal sessions and leases, which no batch has to do with.
  process.env.ASSAY_SECRET ??= "not used on the command line";
  process.env.NEXTAUTH_SECRET ??= "not used on the command line";
  const { running } = await import("../../lib/running");
  const { house, outside } = await running();
  try {
    const said = act && id ? await act(house, id) : await house.settlement.batches(SYSTEM, { state: values.state });
    if (values.json) console.log(JSON.stringify(said));
    else if (verb === "list")
      for (const line of (said as { batches: BatchView[] }).batches.map(lineOf)) console.log(line);
    else console.log(JSON.stringify(said, null, 2));
    return 0;
  } finally {
    await outside.queue.stop(0);
    await outside.db.$disconnect();
  }
}

type House = Awaited<ReturnType<typeof import("../../lib/running").running>>["house"];

const ACTS: Readonly<Record<string, (house: House, id: string) => Promise<unknown>>> = {
  push: ({ settlement }, id) => settlement.push(SYSTEM, { id }),
  retry: ({ settlement }, id) => settlement.retry(SYSTEM, { id }),
  void: ({ settlement }, id) => settlement.takeBack(SYSTEM, { id }),
};

function lineOf({ id, state, standing, ledgerId, batchId, totalUnits, bountyTitle, note }: BatchView): string {
  const place = batchId === null ? "-" : `${ledgerId}/${batchId}`;
  return [
    id,
    state.padEnd(8),
    standing.padEnd(9),
    place.padEnd(8),
    totalUnits.padStart(14),
    bountyTitle,
    note ?? "",
  ].join("  ");
}
