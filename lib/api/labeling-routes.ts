import { ExchangeInput } from "@/lib/annotations/service";
import { SubmitInput } from "@/lib/annotations/submit-input";
import { RegisterKeyInput } from "@/lib/annotators/session-key-rule";
import { ClaimInput, ReleaseInput } from "@/lib/assignments/service";
import { PageInput } from "@/lib/kernel/page";
import { type ApiRoute, del, get, post } from "./api-route";

const BOUNTY = "/bounties/{bountyId}";

/** What an annotator's program asks. */
export const LABELING_ROUTES: readonly ApiRoute[] = [
  post("claimItems", `${BOUNTY}/claim`, {
    ...{ group: "labeling", access: "label", body: ClaimInput.omit({ bountyId: true }), limit: "claim" },
    again: "It leases more, up to what one may hold; what nobody answers goes back by itself.",
    says: "Up to 20 items to answer, each with its lease.",
  }),
  post("submitAnswers", `${BOUNTY}/submit`, {
    ...{ group: "labeling", access: "label", body: SubmitInput.omit({ bountyId: true }), limit: "submit" },
    again: "Each answer has a key of its own and counts once.",
    says: "Signed answers; sent again they count once.",
  }),
  post("exchangeAnswers", `${BOUNTY}/exchange`, {
    ...{ group: "labeling", access: "label", body: ExchangeInput.omit({ bountyId: true }), limit: "submit" },
    again: "Each answer has a key of its own and counts once; items are leased as by a claim.",
    says: "Both at once: answers in, the next items out.",
  }),
  post("releaseItems", `${BOUNTY}/release`, {
    ...{ group: "labeling", access: "label", body: ReleaseInput.omit({ bountyId: true }) },
    again: "What is not held any more is passed over.",
    says: "Gives items back: skipped, or not wanted now.",
  }),
  get("getProgress", `${BOUNTY}/progress`, {
    ...{ group: "labeling", access: "read" },
    says: "How many you answered, and what they may earn.",
  }),
  get("listSessionKeys", "/session-keys", {
    ...{ group: "labeling", access: "read", query: PageInput },
    says: "The keys that sign answers for your wallet, newest first.",
  }),
  post("registerSessionKey", "/session-keys", {
    ...{ group: "labeling", access: "label", body: RegisterKeyInput, limit: "key" },
    again: "The same key is registered once.",
    says: "Lets a key sign answers for the wallet, as the wallet has signed (EIP-712).",
  }),
  del("revokeSessionKey", "/session-keys/{keyId}", {
    ...{ group: "labeling", access: "label" },
    says: "Revokes a signing key: nothing it signs from now on is taken.",
  }),
];
