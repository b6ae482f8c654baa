/**
 * Seeds a demo on the development chain: two small open bounties, one of texts and one of images, posted by a demo owner
 * through the same services as everybody's. Does nothing on other chains, or when they are there. Prints one line of JSON.
 */

import { zipSync } from "fflate";
import sharp from "sharp";
import { privateKeyToAddress } from "viem/accounts";
import type { Deployment } from "@/lib/adapters/chain/deployment";
import { openOutside, outsideSettings } from "@/lib/adapters/open";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { fundBounty } from "@/lib/client/fund-bounty";
import { compose, type House } from "@/lib/compose";
import { readEnv } from "@/lib/env";
import { type Account, SYSTEM } from "@/lib/kernel/caller";
import type { Address } from "@/lib/kernel/ids";
import { REFEREE_VERSION } from "@/lib/referee/constants";
import { refereeHash } from "@/lib/referee/fingerprint";
import { localWallet } from "./commands/local-wallet";
import { MESSAGE_LABELS, MESSAGES } from "./seed/messages";
import { WEATHER_LABELS, weatherDrawing } from "./seed/weather-drawings";

/** The second well-known key of a development chain: the demo's owner. Worth nothing, and must stay so. */
const OWNER_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const DRAWINGS = 24;
const DAY_S = 24 * 3600;

type Demo = {
  readonly terms: Readonly<Record<string, unknown>> & { readonly title: string };
  readonly file: { readonly name: string; readonly format: "jsonl" | "zip"; bytes(): Promise<Uint8Array> };
};

const DEMOS: readonly Demo[] = [
  {
    terms: {
      title: "What does the customer want?",
      config: { question: "What does the customer want?", labels: [...MESSAGE_LABELS] },
      guidelines:
        "Messages to a shop for kitchen things.\n\n- Choose what the customer **wants done**, not what they mention first.\n- *Refund* also when they ask for a part of the price.\n- If two fit, take the first one they ask for.",
      policy: { overlap: 3, goldBps: 1000, blindBps: 2000, betaBps: 5000, suggestions: true },
      priceUnits: "20000",
    },
    file: {
      name: "kitchen-messages.jsonl",
      format: "jsonl",
      bytes: async () =>
        new TextEncoder().encode(
          MESSAGES.map(({ text, gold }) => JSON.stringify({ text, ...(gold ? { gold } : {}) })).join("\n"),
        ),
    },
  },
  {
    terms: {
      title: "Which weather is drawn?",
      config: { question: "Which weather is drawn?", labels: [...WEATHER_LABELS] },
      guidelines:
        "Small drawings of weather. A sun half behind clouds is *Cloud*; drops are *Rain*, flakes are *Snow*.",
      policy: { overlap: 3, goldBps: 0, blindBps: 2000, betaBps: 5000, suggestions: true },
      priceUnits: "15000",
    },
    file: { name: "weather-drawings.zip", format: "zip", bytes: drawings },
  },
];

async function main(): Promise<void> {
  const env = readEnv();
  if (!env.dev) return console.log(JSON.stringify({ seeded: 0, reason: "not a development chain" }));
  const outside = await openOutside(outsideSettings(env, { pool: 4, upkeep: false }));
  const house = compose(outside.deps);
  const address = privateKeyToAddress(OWNER_KEY).toLowerCase() as Address;
  const owner: Account = { kind: "account", ...(await outside.deps.annotators.accounts.ensure(address)) };
  const { bounties } = await house.bounties.list(owner, { state: "mine" });
  const known = new Map(bounties.map(({ title, id, state }) => [title, { id, state }]));
  const terms = walletTerms(outside.deployment, env.RPC_URL);
  const wallet = localWallet(terms, env.RPC_URL, OWNER_KEY);
  let seeded = 0;
  for (const demo of DEMOS) {
    const there = known.get(demo.terms.title);
    if (there && there.state !== "draft" && there.state !== "published") continue;
    const id = there?.state === "published" ? there.id : await draft(house, owner, demo, there?.id);
    await fund(id);
    seeded++;
  }
  console.log(JSON.stringify({ seeded }));
  await outside.queue.stop(0);
  await outside.db.$disconnect();

  async function fund(id: string): Promise<void> {
    const published = await house.bounties.publish(owner, id);
    await outside.vault.faucet({ to: wallet.address, amount: BigInt(published.escrowUnits) });
    const order = {
      manifestHash: published.manifestHash as `0x${string}`,
      amountUnits: BigInt(published.escrowUnits),
      deadlineS: published.deadlineS,
    };
    const txHash = await fundBounty(wallet, terms, order, () => undefined);
    await house.bounties.openFunded(SYSTEM, { chainBountyId: published.chainBountyId, txHash });
  }
}

/** The chain as `GET /api/v1/chain` would tell it, as far as a wallet cares. */
function walletTerms(deployment: Deployment, rpcUrl: string): ChainTerms {
  const { token: address, tokenSymbol: symbol, tokenDecimals: decimals, ...rest } = deployment;
  return {
    ...rest,
    rpcUrl,
    name: "Development chain",
    token: { address, symbol, decimals, permit: true },
    dev: true,
    relays: true,
    refereeVersion: REFEREE_VERSION,
    refereeHash: refereeHash(),
  };
}

/** A draft with its items; one that an interrupted seed left behind is thrown away first. */
async function draft(house: House, owner: Account, { terms, file }: Demo, left: string | undefined): Promise<string> {
  if (left) await house.bounties.deleteDraft(owner, left);
  const deadlineS = Math.floor(Date.now() / 1000) + 90 * DAY_S;
  const { id } = await house.bounties.createDraft(owner, { ...terms, deadlineS });
  const bytes = await file.bytes();
  const body = (async function* () {
    yield bytes;
  })();
  await house.items.ingest(owner, id, { name: file.name, format: file.format, onError: "review" }, body);
  return id;
}

async function drawings(): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (let n = 0; n < DRAWINGS; n++) {
    const png = await sharp(Buffer.from(weatherDrawing(n).svg))
      .png()
      .toBuffer();
    files[`weather-${String(n + 1).padStart(2, "0")}.png`] = new Uint8Array(png);
  }
  return zipSync(files, { level: 0 });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
