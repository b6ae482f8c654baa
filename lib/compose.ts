import type { z } from "zod";
import * as annotations from "./annotations/service";
import * as apiKeys from "./annotators/api-keys";
import * as annotators from "./annotators/service";
import * as assignments from "./assignments/service";
import * as bounties from "./bounties/service";
import * as consensus from "./consensus/service";
import { DownloadInput } from "./export/download-input";
import * as orders from "./export/orders";
import * as releases from "./export/releases";
import * as exports from "./export/service";
import * as media from "./items/media";
import * as items from "./items/service";
import * as uploads from "./items/uploads";
import type { Caller } from "./kernel/caller";
import { parseInput } from "./kernel/parse";
import * as prelabel from "./prelabel/service";
import * as acceptance from "./settlement/acceptance";
import * as carryOn from "./settlement/carry-on";
import * as checkBatch from "./settlement/check-batch";
import * as dispute from "./settlement/dispute";
import * as money from "./settlement/money";
import * as desk from "./settlement/operator-desk";
import * as relay from "./settlement/relay";
import * as sending from "./settlement/send-relays";
import * as settlement from "./settlement/service";
import { forgetDeliveries, sendWebhooks } from "./webhooks/send";
import * as webhooks from "./webhooks/service";

/** What every room asks of the outside, by room. */
export type HouseDeps = {
  readonly annotators: annotators.AnnotatorDeps & apiKeys.ApiKeyDeps;
  readonly bounties: Parameters<typeof bounties.list>[0] & Parameters<typeof bounties.publish>[0];
  readonly items: Parameters<typeof items.ingest>[0];
  readonly assignments: Parameters<typeof assignments.claim>[0];
  readonly annotations: Parameters<typeof annotations.submit>[0];
  readonly consensus: Parameters<typeof consensus.resolve>[0];
  readonly settlement: Parameters<typeof settlement.settle>[0];
  readonly exports: Parameters<typeof exports.dataset>[0];
  readonly prelabel: Parameters<typeof prelabel.refreshModel>[0];
  readonly webhooks: Parameters<typeof webhooks.createWebhook>[0];
};

export type House = ReturnType<typeof compose>;

/** The fuse box: every verb of every room, with its dependencies plugged in. Verbs take the caller, then the input. */
export function compose(deps: HouseDeps) {
  const { settlement: owing, exports: release } = deps;
  const owed = plug({ ...settlement, ...carryOn, ...checkBatch }, owing);
  return {
    annotators: { ...plug(annotators, deps.annotators), ...plug(apiKeys, deps.annotators) },
    bounties: plug(bounties, deps.bounties),
    items: { ...plug(items, deps.items), ...plug(media, deps.items), ...plug(uploads, deps.items) },
    assignments: plug(assignments, deps.assignments),
    annotations: plug(annotations, deps.annotations),
    consensus: {
      ...plug(consensus, deps.consensus),
      quality: parsed(consensus.QualityInput, plug(consensus, deps.consensus).quality),
    },
    settlement: {
      ...owed,
      settle: parsed(settlement.SettleInput, owed.settle),
      push: parsed(settlement.PushInput, owed.push),
      retry: parsed(settlement.RetryInput, owed.retry),
      answersOf: parsed(settlement.AnswersInput, owed.answersOf),
      batch: parsed(settlement.BatchInput, owed.batch),
      batchesOf: parsed(settlement.BatchesInput, owed.batchesOf),
      evidence: parsed(settlement.EvidenceInput, owed.evidence),
      check: parsed(settlement.BatchInput, owed.check),
      ...moneyVerbs(owing),
    },
    exports: exportVerbs(release),
    prelabel: plug(prelabel, deps.prelabel),
    webhooks: plug({ ...webhooks, sendWebhooks, forgetDeliveries }, deps.webhooks),
  };
}

/** Where the money is, and who may move it by a signature. */
function moneyVerbs(deps: HouseDeps["settlement"]) {
  const held = plug(money, deps);
  const sent = plug(relay, deps);
  const consent = plug(acceptance, deps);
  const quarrel = plug(dispute, deps);
  return {
    batches: parsed(desk.OperatorBatchesInput, (caller, input) => desk.batches(deps, caller, input)),
    takeBack: parsed(desk.TakeBackInput, (caller, input) => desk.takeBack(deps, caller, input)),
    money: parsed(money.MoneyInput, held.money),
    relay: parsed(relay.RelayInput, sent.relay),
    relays: sent.relays,
    sendRelays: plug(sending, deps).sendRelays,
    acceptance: parsed(acceptance.AcceptanceInput, consent.acceptance),
    accept: parsed(acceptance.AcceptInput, consent.accept),
    sendAcceptances: consent.sendAcceptances,
    dispute: parsed(dispute.DisputeInput, quarrel.dispute),
    stateCase: parsed(dispute.CaseInput, quarrel.stateCase),
    caseOf: parsed(dispute.DisputeInput, quarrel.caseOf),
  };
}

/** Datasets on their way out. */
function exportVerbs(deps: HouseDeps["exports"]) {
  const out = plug(exports, deps);
  const ordered = plug(orders, deps);
  const released = plug(releases, deps);
  return {
    ...out,
    listDatasets: parsed(exports.ListDatasetsInput, out.listDatasets),
    dataset: parsed(exports.DatasetInput, out.dataset),
    datasetRows: parsed(exports.DatasetRowsInput, out.datasetRows),
    download: parsed(DownloadInput, out.download),
    weight: parsed(DownloadInput, out.weight),
    versions: parsed(releases.VersionsInput, released.versions),
    diff: parsed(releases.DiffInput, released.diff),
    requestRelease: parsed(releases.ReleaseInput, released.requestRelease),
    orderExport: parsed(DownloadInput, ordered.orderExport),
    exportState: parsed(orders.ExportInput, ordered.exportState),
    exportFile: parsed(orders.LinkInput, ordered.exportFile),
    writeExport: ordered.writeExport,
    sweepExports: ordered.sweepExports,
  };
}

type Verb<Deps> = (deps: Deps, ...rest: never[]) => unknown;

/** A room's functions that take its dependencies first, without them. */
type Plugged<Room, Deps> = {
  readonly [Name in keyof Room as Room[Name] extends Verb<Deps> ? Name : never]: Room[Name] extends (
    deps: Deps,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

function plug<Room extends object, Deps>(room: Room, deps: Deps): Plugged<Room, Deps> {
  const verbs = Object.entries(room).filter(([, verb]) => typeof verb === "function");
  return Object.fromEntries(
    verbs.map(([name, verb]) => [
      name,
      (...rest: unknown[]) => (verb as (...all: unknown[]) => unknown)(deps, ...rest),
    ]),
  ) as Plugged<Room, Deps>;
}

/** A verb that is given what came over the wire: parsed at the door by the schema that stands beside it. */
function parsed<Schema extends z.ZodType, Result>(
  schema: Schema,
  verb: (caller: Caller, input: z.infer<Schema>) => Promise<Result>,
) {
  return async (caller: Caller, input: unknown): Promise<Result> => verb(caller, parseInput(schema, input));
}
