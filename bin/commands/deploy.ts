import { parseArgs } from "node:util";
import { ensureDeployed } from "../../lib/adapters/chain/deploy";
import { type DeployPlan, planDeployment } from "../../lib/adapters/chain/deploy-plan";
import { CHAIN_OPTIONS, termsOf, variablesOf } from "./chain-flags";
import { deployOptions } from "./deploy-options";
import { Usage } from "./usage";

export const help = `assay deploy [--yes] [--json] [flags]   put the contracts on an EVM chain, after showing what that takes

  --rpc U --chain N       the node and the chain's id (RPC_URL, CHAIN_ID)
  --token A               ERC-20 to pay in; on a development chain a test token is deployed
  --treasury A            receives fees (default: the operator)
  --guardian A            may stop new money and new batches for a while (default: nobody)
  --arbitrator A          an ERC-792 arbitrator that is there, or
  --committee A,B,C       members of a committee to deploy, with --quorum N (default: a majority)
  --window S --grace S    seconds of a batch's challenge window, and after a bounty's deadline
  --fee-bps N --bond U --reclaim-after S    fee, least bond of a challenge (base units), return of unclaimed pay (0: never)
  --file F                deployment file (default: <ASSAY_DATA_DIR>/deployment-<chain>.json)
  --yes                   send the transactions; without it nothing is sent

The operator signs: OPERATOR_KEY_FILE, OPERATOR_SIGNER_URL with OPERATOR_ADDRESS, or OPERATOR_PRIVATE_KEY. Addresses follow
from code and flags (CREATE2): a deployment that was cut off goes on, and one that is whole sends nothing.
Exit codes: 0 done, or the plan can be carried out; 1 something is missing or refused; 2 wrong usage.

  assay deploy --rpc https://rpc.example --chain 1 --token 0x… --committee 0x…,0x…,0x… --yes`;

export async function run(args: string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...CHAIN_OPTIONS, yes: flag, json: flag },
  });
  if (positionals.length > 0) throw new Usage("deploy takes flags only.");
  const options = await deployOptions(variablesOf(values), termsOf(values));
  const plan = await planDeployment(options);
  if (!values.yes || plan.missing.length > 0) {
    if (values.json) console.log(JSON.stringify({ plan, sent: false }));
    else print(plan);
    return plan.missing.length > 0 ? 1 : 0;
  }
  const deployment = await ensureDeployed(options);
  if (values.json) console.log(JSON.stringify({ plan, sent: true, file: options.file, deployment }));
  else {
    print(plan);
    console.log(`\nWritten to ${options.file}: vault ${deployment.vault}, ledger ${deployment.ledgerId}.`);
  }
  return 0;
}

function print({ chainId, operator, steps, gas, cost, balance, missing, terms }: DeployPlan): void {
  console.log(`Chain ${chainId}, operator ${operator}, balance ${balance}.`);
  console.log(
    `Terms: ${Object.entries(terms)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}.\n`,
  );
  for (const { name, address, there, gas: each } of steps) {
    console.log(`${there ? "✓" : "+"} ${name.padEnd(20)} ${address ?? ""} ${there ? "is there" : `about ${each} gas`}`);
  }
  console.log(`\nAbout ${gas} gas, ${cost} of the chain's coin at today's price.`);
  for (const each of missing) console.log(`Missing: ${each}`);
  if (missing.length === 0 && BigInt(gas) > 0n) console.log("Nothing was sent by this plan; --yes sends it.");
}
