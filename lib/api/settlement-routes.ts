import { PageInput } from "@/lib/kernel/page";
import { AcceptInput } from "@/lib/settlement/acceptance";
import { CaseInput } from "@/lib/settlement/dispute";
import { RelayInput } from "@/lib/settlement/relay";
import { AnswersInput } from "@/lib/settlement/service";
import { type ApiRoute, get, post } from "./api-route";

const BOUNTY = "/bounties/{bountyId}";
const BATCH = "/batches/{batchId}";

/** Who is owed what, and the proof. */
export const SETTLEMENT_ROUTES: readonly ApiRoute[] = [
  post("settleBounty", `${BOUNTY}/settle`, {
    ...{ group: "settlement", access: "bounties" },
    again: "The same batch.",
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
    says: "Your own answers of a settled bounty, each with label, consensus, score, credit and reason (names of sentences with their numbers; the earnings page says them in words).",
  }),
  get("listBatches", `${BOUNTY}/batches`, {
    ...{ group: "settlement", access: "public", query: PageInput },
    says: "Its settlements.",
  }),
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
    again: "A signature counts once.",
    says: "The owner's signature; the operator sends it.",
  }),
  get("getChallenge", `${BATCH}/challenge`, {
    ...{ group: "settlement", access: "public" },
    says: "Whether the batch can be or was challenged, what it costs, who judges, what they said.",
  }),
  post("stateCase", `${BATCH}/challenge`, {
    ...{ group: "settlement", access: "money", body: CaseInput.omit({ id: true }), limit: "challenge" },
    again: "The same words have the same hash, and are kept once.",
    says: "Keeps what a challenger says, and answers the hash that the challenge names.",
  }),
  get("getCase", `${BATCH}/challenge/evidence`, {
    ...{ group: "settlement", access: "public", answers: "text/plain" },
    says: "What the challenger said.",
  }),
  post("pushBatch", `${BATCH}/push`, {
    ...{ group: "settlement", access: "money" },
    creates: true,
    says: "Operator or owner: has the unclaimed payouts of a final batch sent out.",
  }),
  post("retryBatch", `${BATCH}/retry`, {
    ...{ group: "settlement", access: "money" },
    creates: true,
    says: "Operator or owner: tries a batch again that the chain has refused.",
  }),
  get("getEarnings", "/earnings", {
    ...{ group: "settlement", access: "read" },
    says: "What you earned, why, and the proofs to claim it.",
  }),
  get("getRelays", "/earnings/relay", {
    ...{ group: "settlement", access: "read" },
    says: "Whether the operator sends claims at its cost, and how far it is with yours.",
  }),
  post("relayClaims", "/earnings/relay", {
    ...{ group: "settlement", access: "money", body: RelayInput, limit: "relay" },
    again: "A payout is sent once; it tells how far it is.",
    says: "The operator claims for you; asked again, it tells how far it is.",
  }),
];
