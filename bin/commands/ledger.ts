import { parseArgs } from "node:util";
import { wantedOf } from "../../lib/adapters/chain/deploy";
import { readDeployment, writeDeployment } from "../../lib/adapters/chain/deployment";
import { ensureLedger, knownLedger, type LedgerOrder } from "../../lib/adapters/chain/ledger-book";
import { AppError } from "../../lib/kernel/errors";
import { CHAIN_OPTIONS, termsOf, variablesOf } from "./chain-flags";
import { deployOptions } from "./deploy-options";
import { Usage } from "./usage";

export const help = `assay ledger create [--yes] [--use] [--json] [flags]   open another ledger under the deployed vault

  --window S --fee-bps N --bond U --reclaim-after S   its terms, for ever (default: those of a new deployment)
  --token A --arbitrator A   (default: those of the deployment file)
  --rpc U --chain N --file F  as for deploy
  --yes   send the transaction; without it the terms are shown and nothing is sent
  --use   write the ledger into the deployment file: new bounties are posted under it, old ones stay where they are

Exit codes: 0 done, 1 refused, 2 wrong usage. A ledger with exactly these terms is opened once.

  assay ledger create --window 86400 --fee-bps 100 --yes --use`;

export async function run(args: string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...CHAIN_OPTIONS, yes: flag, use: flag, json: flag },
  });
  if (positionals.join(" ") !== "create") throw new Usage("ledger takes one verb: create.");
  const options = await deployOptions(variablesOf(values), termsOf(values));
  const deployment = await readDeployment(options.file);
  if (!deployment)
    throw new AppError("unavailable", `${options.file} is missing: deploy first, or name it with --file.`);
  const token = options.token ?? deployment.token;
  const arbitrator = typeof options.arbitrator === "string" ? options.arbitrator : deployment.arbitrator;
  const { terms } = wantedOf({ ...options, token, arbitrator }, deployment.operator);
  const order: LedgerOrder = { ...options, deployment, token, arbitrator, terms };
  const ledger = values.yes ? await ensureLedger(order) : await knownLedger(order);
  if (values.use && ledger) {
    const { windowS, feeBps } = terms;
    await writeDeployment(options.file, {
      ...deployment,
      token,
      arbitrator,
      windowS,
      feeBps,
      ledgerId: ledger.ledgerId,
    });
  }
  const words = Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, String(value)]));
  const report = { vault: deployment.vault, token, arbitrator, terms: words, ledger, sent: values.yes };
  console.log(JSON.stringify(report, null, values.json ? 0 : 2));
  if (!values.json && !ledger) console.log("Nothing was sent; --yes opens this ledger.");
  return 0;
}
