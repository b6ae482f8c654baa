import { DownloadInput } from "@/lib/export/download-input";
import { LinkInput } from "@/lib/export/orders";
import { DiffInput, ReleaseInput } from "@/lib/export/releases";
import { DatasetRowsInput, ListDatasetsInput } from "@/lib/export/service";
import { PageInput } from "@/lib/kernel/page";
import { type ApiRoute, get, post } from "./api-route";

const DATASET = "/datasets/{bountyId}";
const EXPORT = "/exports/{exportId}";

/** In an address the format's options stand beside `format` and `version`. */
const inAddress = DownloadInput.omit({ id: true, options: true });

/** How datasets leave. */
export const DATASET_ROUTES: readonly ApiRoute[] = [
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
    says: "Its items with labels and certainty, page by page: all, those of a label, by certainty, or the contested ones.",
  }),
  get("exportDataset", `${DATASET}/export`, {
    ...{ group: "datasets", access: "public", query: inAddress, answers: "application/octet-stream" },
    says: "All of it as a stream; other parameters are the format's options. A released version can be resumed (Range).",
  }),
  get("weighExport", `${DATASET}/export/sha256`, {
    ...{ group: "datasets", access: "public", query: inAddress, answers: "text/plain", limit: "export" },
    says: "The checksum of that stream; asked for JSON: its size, rows and what the format leaves out, too. With options: 202 and the export that the worker writes, ask again.",
  }),
  post("orderExport", `${DATASET}/exports`, {
    ...{ group: "datasets", access: "read", body: DownloadInput.omit({ id: true }), limit: "export" },
    again: "The same order is the same export.",
    says: "Has an export of a released version written and kept a week; ordered again, it is the same one.",
  }),
  get("listVersions", `${DATASET}/versions`, {
    ...{ group: "datasets", access: "public", query: PageInput },
    says: "Its released versions, which never change.",
  }),
  post("releaseVersion", `${DATASET}/versions`, {
    ...{ group: "datasets", access: "bounties", body: ReleaseInput.omit({ id: true }) },
    again: "A version comes only where something is different.",
    says: "Owner: releases it again, under other terms or because labels have moved.",
  }),
  get("diffVersions", `${DATASET}/versions/diff`, {
    ...{ group: "datasets", access: "public", query: DiffInput.omit({ id: true }), answers: "application/x-ndjson" },
    says: "What differs between two versions, an object a line.",
  }),
  get("getExport", EXPORT, {
    ...{ group: "datasets", access: "public" },
    says: "How far an ordered export is, and its signed address when it is there.",
  }),
  get("getExportFile", `${EXPORT}/file`, {
    ...{ group: "datasets", access: "public", query: LinkInput.omit({ exportId: true }) },
    ...{ answers: "application/octet-stream", says: "The file of a signed address, any byte of it at once (Range)." },
  }),
  get("listFormats", "/formats", {
    ...{ group: "datasets", access: "public" },
    says: "Every file format with the task types whose answers it can say.",
  }),
  get("listTaskTypes", "/task-types", {
    ...{ group: "datasets", access: "public" },
    says: "Every task type with its version.",
  }),
];
