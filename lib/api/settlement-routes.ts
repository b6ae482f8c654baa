import { DownloadInput } from "@/lib/export/download-input";
import { LinkInput } from "@/lib/export/orders";
import { DiffInput, ReleaseInput } from "@/lib/export/releases";
import { DatasetRowsInput, ListDatasetsInput } from "@/lib/export/service";
import { AcceptInput } from "@/lib/settlement/acceptance";
import { CaseInput } from "@/lib/settlement/dispute";
import { RelayInput } from "@/lib/settlement/relay";
import { AnswersInput } from "@/lib/settlement/service";
import { type ApiRoute, get, post } from "./api-route";

const BOUNTY = "/bounties/{bountyId}";
const BATCH = "/batches/{batchId}";
const DATASET = "/datasets/{bountyId}";
const EXPORT = "/exports/{exportId}";
/** Every other parameter is an option of the format. */
const DOWNLOAD = DownloadInput.omit({ id: true, options: true });

const SETTLEMENT: readonly ApiRoute[] = [
  post("settleBounty", `${BOUNTY}/settle`, {
    ...{ group: "settlement", access: "bounties" },
    says: "Owner: closes it and pays all answers in a batch. Asked again: the same batch.",
  }),
  get("getMoney", `${BOUNTY}/money`, {
    ...{ group: "settlement", access: "public" },
    says: "Where the bounty's money is: funded, reserved, in challenge, claimable, paid.",
  }),
  get("getQuality", `${BOUNTY}/quality`, {
    ...{ group: "settlement", access: "read" },
    says: "Owner: agreement, confusion, annotators, contested items.",
  }),
  get("listAnswers", `${BOUNTY}/answers`, {
    ...{ group: "settlement", access: "read", query: AnswersInput.omit({ id: true }) },
    says: "Your own answers of a settled bounty, each with label, score and reason.",
  }),
  get("listBatches", `${BOUNTY}/batches`, { group: "settlement", access: "public", says: "Its settlements." }),
  get("getBatch", BATCH, {
    ...{ group: "settlement", access: "public" },
    says: "One settlement: root, totals, transaction, state.",
  }),
  get("getEvidence", `${BATCH}/evidence`, {
    ...{ group: "settlement", access: "public", answers: "application/x-ndjson" },
    says: "The file from which everybody recomputes it, gzipped on request; SHA-256 of the plain bytes in the ETag.",
  }),
  get("verifyBatch", `${BATCH}/verify`, {
    ...{ group: "settlement", access: "public", limit: "verify" },
    says: "The server's own verification: the report (200), or asked for (202, ask again).",
  }),
  get("getAcceptance", `${BATCH}/acceptance`, {
    ...{ group: "settlement", access: "public" },
    says: "What the owner signs to end the challenge window now.",
  }),
  post("acceptBatch", `${BATCH}/acceptance`, {
    ...{ group: "settlement", access: "money", body: AcceptInput.omit({ id: true }), limit: "accept" },
    says: "The owner's signature; the operator sends it.",
  }),
  get("getChallenge", `${BATCH}/challenge`, {
    ...{ group: "settlement", access: "public" },
    says: "Whether the batch can be or was challenged, what it costs, who judges, what they said.",
  }),
  post("stateCase", `${BATCH}/challenge`, {
    ...{ group: "settlement", access: "money", body: CaseInput.omit({ id: true }), limit: "challenge" },
    says: "Keeps what a challenger says, and answers the hash that the challenge names.",
  }),
  get("getCase", `${BATCH}/challenge/evidence`, {
    ...{ group: "settlement", access: "public", answers: "text/plain" },
    says: "What the challenger said.",
  }),
  post("pushBatch", `${BATCH}/push`, {
    ...{ group: "settlement", access: "money" },
    says: "Operator or owner: has the unclaimed payouts of a final batch sent out.",
  }),
  post("retryBatch", `${BATCH}/retry`, {
    ...{ group: "settlement", access: "money" },
    says: "Operator or owner: tries a batch again that the chain has refused.",
  }),
  get("getEarnings", "/earnings", {
    ...{ group: "settlement", access: "read" },
    says: "What you earned, why, and the proofs to claim it.",
  }),
  post("relayClaims", "/earnings/relay", {
    ...{ group: "settlement", access: "money", body: RelayInput, limit: "relay" },
    says: "The operator claims for you; asked again, it tells how far it is.",
  }),
];

const DATASETS: readonly ApiRoute[] = [
  get("listDatasets", "/datasets", {
    ...{ group: "datasets", access: "public", query: ListDatasetsInput },
    says: "Settled bounties as datasets.",
  }),
  get("getDataset", DATASET, {
    ...{ group: "datasets", access: "public" },
    says: "A dataset's card: labels, agreement, downloads with checksums.",
  }),
  get("listRows", `${DATASET}/rows`, {
    ...{ group: "datasets", access: "public", query: DatasetRowsInput.omit({ id: true }) },
    says: "Its items with labels and certainty, page by page.",
  }),
  get("exportDataset", `${DATASET}/export`, {
    ...{ group: "datasets", access: "public", query: DOWNLOAD },
    ...{
      answers: "application/octet-stream",
      says: "All of it as a stream, in a format with its options; takes Range.",
    },
  }),
  get("getChecksum", `${DATASET}/export/sha256`, {
    ...{ group: "datasets", access: "public", query: DOWNLOAD, limit: "export" },
    ...{ answers: "text/plain", says: "SHA-256 of that download; as JSON its size, rows and loss report too." },
  }),
  post("orderExport", `${DATASET}/exports`, {
    ...{ group: "datasets", access: "public", body: DownloadInput.omit({ id: true }), limit: "export" },
    says: "Has an export of a released version written and kept. Ordered again: the same one.",
  }),
  get("listVersions", `${DATASET}/versions`, {
    ...{ group: "datasets", access: "public" },
    says: "Its released versions: none is ever changed.",
  }),
  post("releaseDataset", `${DATASET}/versions`, {
    ...{ group: "datasets", access: "bounties", body: ReleaseInput.omit({ id: true }) },
    says: "Owner: releases it again under a licence; a new version where something is different.",
  }),
  get("diffVersions", `${DATASET}/versions/diff`, {
    ...{ group: "datasets", access: "public", query: DiffInput.omit({ id: true }) },
    ...{ answers: "application/x-ndjson", says: "What was added, removed and changed between two versions." },
  }),
  get("getExport", EXPORT, {
    ...{ group: "datasets", access: "public" },
    says: "How far an ordered export is; when it is ready, a signed address.",
  }),
  get("getExportFile", `${EXPORT}/file`, {
    ...{ group: "datasets", access: "public", query: LinkInput.omit({ exportId: true }) },
    ...{ answers: "application/octet-stream", says: "The file of a signed address; takes Range." },
  }),
  get("listFormats", "/formats", {
    ...{ group: "datasets", access: "public" },
    says: "File formats, and the task types whose answers each can say.",
  }),
  get("listTaskTypes", "/task-types", { group: "datasets", access: "public", says: "Task types with their versions." }),
];

export const SETTLEMENT_ROUTES = [...DATASETS, ...SETTLEMENT];
