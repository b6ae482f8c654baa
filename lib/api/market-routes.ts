import { MarketQuery } from "@/lib/bounties/market";
import { FundingInput } from "@/lib/bounties/service";
import { ChangeInput, DraftInput } from "@/lib/bounties/terms";
import { BucketInput } from "@/lib/items/bucket-input";
import { IngestInput, SampleInput } from "@/lib/items/service";
import { PageInput } from "@/lib/kernel/page";
import { type ApiRoute, del, get, patch, post } from "./api-route";

const BOUNTY = "/bounties/{bountyId}";

/** Bounties from draft to open. */
const MARKET: readonly ApiRoute[] = [
  get("listBounties", "/bounties", {
    ...{ group: "market", access: "public", query: MarketQuery },
    says: "Bounties, with counts. Signed in also your own.",
  }),
  post("createBounty", "/bounties", {
    ...{ group: "market", access: "bounties", body: DraftInput, limit: "draft", creates: true },
    says: "Makes a draft.",
  }),
  get("getBounty", BOUNTY, {
    ...{ group: "market", access: "public" },
    says: "All of a bounty: terms, policy, manifest, escrow, progress.",
  }),
  patch("changeBounty", BOUNTY, {
    ...{ group: "market", access: "bounties", body: ChangeInput },
    says: "Changes a draft: what is named is replaced. The guests of a private bounty may change at any time.",
  }),
  del("deleteBounty", BOUNTY, { group: "market", access: "bounties", says: "Deletes a draft and its items." }),
  post("publishBounty", `${BOUNTY}/publish`, {
    ...{ group: "market", access: "bounties", limit: "publish" },
    again: "It freezes once and says the same again.",
    says: "Freezes the terms; answers what to lock in the vault. Of many items: 202 and how far it is, ask again.",
  }),
  post("confirmFunding", `${BOUNTY}/funding`, {
    ...{ group: "market", access: "bounties", body: FundingInput },
    again: "A transaction counts once.",
    says: "Names the funding transaction; the bounty opens once the vault holds the escrow.",
  }),
];

/** The data that goes into them. */
const DATA: readonly ApiRoute[] = [
  post("importItems", `${BOUNTY}/import`, {
    ...{ group: "data", access: "bounties", query: IngestInput, body: "bytes", limit: "import", creates: true },
    says: "Brings items: a file as the raw body, read as it streams in. All or nothing; each bad row with its line.",
  }),
  post("importFromBucket", `${BOUNTY}/import/bucket`, {
    ...{ group: "data", access: "bounties", query: IngestInput.omit({ url: true, upload: true }), body: BucketInput },
    ...{ limit: "import", creates: true },
    says: "The same from an object in a bucket that speaks S3, or from all objects of the format below a prefix, at a public address. Its keys are used once and not kept.",
  }),
  post("beginUpload", "/uploads", {
    ...{ group: "data", access: "bounties", limit: "import" },
    creates: true,
    says: "Begins an upload in pieces (tus 1.0, Upload-Length); import it by its id with ?upload=.",
  }),
  get("getUpload", "/uploads/{uploadId}", {
    ...{ group: "data", access: "read" },
    says: "How much of it is here (HEAD: Upload-Offset).",
  }),
  patch("appendUpload", "/uploads/{uploadId}", {
    ...{ group: "data", access: "bounties", body: "bytes" },
    says: "Sends the next piece, behind byte Upload-Offset. What broke off goes on where it was.",
  }),
  del("dropUpload", "/uploads/{uploadId}", {
    ...{ group: "data", access: "bounties" },
    says: "Takes it back. What is left behind goes after two days.",
  }),
  get("sampleItems", `${BOUNTY}/items`, {
    ...{ group: "data", access: "read", query: SampleInput },
    says: "The owner's look at the first items.",
  }),
  get("listImports", `${BOUNTY}/imports`, {
    ...{ group: "data", access: "read", query: PageInput },
    says: "Your uploads into a bounty: being read, waiting for your word, accepted.",
  }),
  get("getImport", "/imports/{importId}", {
    ...{ group: "data", access: "read" },
    says: "How far an upload is, or what became of it.",
  }),
  get("listImportErrors", "/imports/{importId}/errors", {
    ...{ group: "data", access: "read", answers: "text/csv" },
    says: "The rows that could not be taken, as CSV: line, place, reason. The first 10,000.",
  }),
  post("acceptImport", "/imports/{importId}/accept", {
    ...{ group: "data", access: "bounties" },
    again: "An import is accepted once, and says so again.",
    says: "Keeps the good rows of an import that waits for your word.",
  }),
  del("discardImport", "/imports/{importId}", {
    ...{ group: "data", access: "bounties" },
    says: "Takes an import back with all its rows; one that is being read is cancelled.",
  }),
];

export const MARKET_ROUTES = [...MARKET, ...DATA];
