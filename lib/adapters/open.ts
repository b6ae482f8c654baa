/** Opens the outside: database, queue, chain, files. Every process calls it once; the rooms' ports come out of it. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { liveDesk } from "@/lib/consensus/live-desk";
import type { Env, OperatorSource, S3Source } from "@/lib/env";
import { AppError } from "@/lib/kernel/errors";
import type { Address, Bytes32 } from "@/lib/kernel/ids";
import { p256Verifier } from "@/lib/settlement/verify-signatures";
import { bucketFetch } from "./bucket-fetch";
import { bucketList } from "./bucket-list";
import { type Deployment, readDeployment } from "./chain/deployment";
import { operatorSigner } from "./chain/operator-signer";
import { chainVault, feesOf } from "./chain/vault";
import { sharpImages } from "./images";
import { createLinkSeal } from "./link-seal";
import { createP256 } from "./p256";
import { parquetReader } from "./parquet-reader";
import { pictureSource } from "./pictures";
import { prismaAnnotations, prismaKeyRing } from "./prisma/annotations";
import { prismaAccounts, prismaNonces, prismaRateWindows, prismaSessionKeys } from "./prisma/annotators";
import { prismaApiKeys, prismaKeptAnswers } from "./prisma/api-keys";
import { prismaAssets, prismaUploads } from "./prisma/assets";
import { prismaAssignments, prismaBountyGate, prismaNewestModel } from "./prisma/assignments";
import { prismaChecks } from "./prisma/batch-checks";
import { prismaBounties } from "./prisma/bounties";
import { createPrisma } from "./prisma/client";
import { prismaSweeps } from "./prisma/consensus";
import { prismaEarnings } from "./prisma/earnings";
import { prismaEventMirror } from "./prisma/event-mirror";
import { prismaDatasets } from "./prisma/export";
import { prismaItemPayloads } from "./prisma/item-payloads";
import { prismaImports } from "./prisma/items";
import { prismaLive } from "./prisma/live";
import { prismaAcceptances, prismaMoneyEvents, prismaRelays } from "./prisma/money";
import { prismaOperations } from "./prisma/operations";
import { prismaOperatorBook } from "./prisma/operator-book";
import { createPool } from "./prisma/pool";
import { prismaBountySource, prismaModels } from "./prisma/prelabel";
import { prismaBatches } from "./prisma/settlement";
import { prismaWebhooks } from "./prisma/webhooks";
import { publicFetch } from "./public-fetch";
import { publicPost } from "./public-post";
import { startQueue } from "./queue/queue";
import { measuredRecordings } from "./recordings";
import { createSeal } from "./seal";
import { createSecretBox } from "./secret-box";
import { fileSpool } from "./spool";
import { diskShelf } from "./storage/disk";
import { exportFiles } from "./storage/exports";
import { namedFiles } from "./storage/named";
import { packedFiles } from "./storage/packed";
import { partFiles } from "./storage/parts";
import { s3Shelf } from "./storage/s3";
import { zipReader } from "./unzip";
import { zipped } from "./zip";

export type OutsideSettings = {
  readonly databaseUrl: string;
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly dataDir: string;
  /** A bucket that files lie in, instead of the data folder. */
  readonly s3?: S3Source | undefined;
  readonly operator: OperatorSource;
  readonly confirmations?: number | undefined;
  readonly stuckSeconds?: number | undefined;
  readonly maxFeeGwei?: number | undefined;
  readonly relay?: boolean | undefined;
  /** From it the sealing key of lease tokens is made. */
  readonly secret: string;
  /** Where people may sign in, this installation's own first. */
  readonly origins: readonly [string, ...string[]];
  readonly pool: number;
  /** Whether this process does the queue's upkeep. */
  readonly upkeep: boolean;
};

/** What the environment says of the outside; `own` is what each process decides for itself. */
export function outsideSettings(
  env: Env,
  own: Pick<OutsideSettings, "upkeep"> & Partial<Pick<OutsideSettings, "origins" | "pool">>,
): OutsideSettings {
  return {
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.RPC_URL,
    chainId: env.CHAIN_ID,
    dataDir: env.ASSAY_DATA_DIR,
    s3: env.s3,
    operator: env.operator,
    confirmations: env.ASSAY_CONFIRMATIONS,
    stuckSeconds: env.ASSAY_STUCK_SECONDS,
    maxFeeGwei: env.ASSAY_MAX_FEE_GWEI,
    relay: env.ASSAY_RELAY ? env.ASSAY_RELAY === "on" : undefined,
    secret: env.ASSAY_SECRET,
    origins: [env.NEXTAUTH_URL],
    pool: env.ASSAY_POOL,
    ...own,
  };
}

/** Whole datasets that leave at once; who comes later waits until one is out. */
const STREAMS = 3;

export type Outside = Awaited<ReturnType<typeof openOutside>>;

/** Throws `unavailable` where the contracts were not deployed or the database does not answer. */
export async function openOutside(settings: OutsideSettings) {
  const deploymentFile = join(settings.dataDir, `deployment-${settings.chainId}.json`);
  const deployment = await readDeployment(deploymentFile);
  if (!deployment) throw new AppError("unavailable", `The contracts are not deployed: ${deploymentFile} is missing.`);
  const pool = createPool(settings.databaseUrl, settings.pool);
  // Whole datasets on their way out hold theirs long: annotators never wait for one of these.
  const streams = createPool(settings.databaseUrl, STREAMS);
  const db = createPrisma(pool);
  const queue = await startQueue(settings.databaseUrl, { upkeep: settings.upkeep });
  const vault = await openVault(settings, deployment, db);
  const shelf = settings.s3 ? s3Shelf(settings.s3, settings.dataDir) : diskShelf(settings.dataDir);
  const files = namedFiles(shelf);
  const packed = packedFiles(shelf);
  const clock = { now: Date.now, random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };
  const [origin] = settings.origins;
  const place = { chainId: deployment.chainId, vault: deployment.vault.toLowerCase() as Address };
  const mirrorId = `${place.chainId}:${place.vault}`;
  const payloads = prismaItemPayloads(pool);
  const work = {
    ...clock,
    bounties: prismaBountyGate(db),
    store: prismaAssignments(db, pool, payloads),
    items: payloads,
    models: prismaNewestModel(db),
    seal: createSeal(settings.secret),
  };
  const deps = {
    annotators: {
      ...clock,
      accounts: prismaAccounts(db),
      nonces: prismaNonces(db),
      keys: prismaSessionKeys(db),
      apiKeys: prismaApiKeys(db),
      signatures: vault,
      place: { ...place, domains: settings.origins.map((each) => new URL(each).host) },
    },
    bounties: {
      ...clock,
      enqueue: queue.enqueue,
      bounties: prismaBounties(db),
      funding: vault,
      place: {
        ...place,
        ledgerId: deployment.ledgerId,
        token: deployment.token.toLowerCase() as Address,
        feeBps: deployment.feeBps,
      },
      chainBountyId: (owner: `0x${string}`, manifestHash: `0x${string}`) =>
        vault.bountyIdOf(owner, manifestHash) as Bytes32,
    },
    items: {
      ...clock,
      imports: prismaImports(db, pool),
      assets: prismaAssets(db),
      files,
      images: sharpImages(),
      recordings: measuredRecordings(),
      unzip: zipReader(),
      fetchUrl: publicFetch(),
      fetchBucket: bucketFetch(),
      listBucket: bucketList(),
      links: createLinkSeal(settings.secret),
      uploads: prismaUploads(db),
      parts: partFiles(shelf),
      spool: fileSpool(),
      readParquet: parquetReader(),
    },
    assignments: work,
    annotations: {
      ...work,
      annotations: prismaAnnotations(pool, payloads),
      keys: prismaKeyRing(db),
      signatures: createP256(),
    },
    consensus: {
      sweeps: prismaSweeps(db, queue.enqueueWith),
      live: prismaLive(db, queue.enqueueWith),
      desk: liveDesk(),
    },
    settlement: {
      ...clock,
      batches: prismaBatches(db, queue.enqueueWith),
      earned: prismaEarnings(db),
      chain: vault,
      evidence: packed,
      relays: prismaRelays(db, settings.relay ?? vault.dev),
      acceptances: prismaAcceptances(db),
      events: prismaMoneyEvents(db, mirrorId),
      checks: prismaChecks(db, queue.enqueueWith),
      signatures: { verifyTypedData: vault.verifyTypedData, verifyP256: p256Verifier(crypto.subtle) },
    },
    exports: {
      ...clock,
      datasets: prismaDatasets(db, pool, streams),
      files: exportFiles(files, packed),
      links: createLinkSeal(settings.secret),
      assetUrl: (sha256: string) => `${origin}/api/v1/assets/${sha256}`,
      origin,
      zip: zipped,
      enqueue: queue.enqueue,
    },
    prelabel: {
      bounties: prismaBountySource(db),
      pictures: pictureSource(files),
      files,
      models: prismaModels(db),
    },
    webhooks: {
      ...clock,
      webhooks: prismaWebhooks(db),
      post: publicPost(),
      secrets: createSecretBox(settings.secret, "webhook secret"),
    },
  };
  return {
    deps,
    db,
    queue,
    vault,
    deployment,
    files,
    mirror: prismaEventMirror(db, mirrorId),
    rates: prismaRateWindows(db),
    kept: prismaKeptAnswers(db, createSecretBox(settings.secret, "kept answer")),
    operations: prismaOperations(db, queue.enqueueWith),
  };
}

/** The vault with the operator's account, whose nonces are kept in the database: every process signs with the same book. */
async function openVault(settings: OutsideSettings, deployment: Deployment, db: ReturnType<typeof createPrisma>) {
  const { rpcUrl, operator, confirmations, stuckSeconds, maxFeeGwei } = settings;
  const place = { chainId: deployment.chainId };
  return chainVault({
    ...{ rpcUrl, deployment, operatorKey: await operatorSigner(operator) },
    book: (account) => prismaOperatorBook(db, { ...place, account }),
    fees: feesOf(deployment.chainId, stuckSeconds, maxFeeGwei),
    ...(confirmations === undefined ? {} : { confirmations }),
  });
}
