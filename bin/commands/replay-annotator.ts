import { randomUUID } from "node:crypto";
import { makeKeyPair, registerKey } from "@/lib/client/make-session-key";
import { benchApi, type ClaimReply, type LeaseDto } from "../../lib/client/bench-api";
import { claimPayouts } from "../../lib/client/claim-payouts";
import { type SubmitKey, submitKey } from "../../lib/client/session-key";
import { signedAnswers } from "../../lib/client/signed-answers";
import type { Crowd } from "./crowd-folder";
import type { PostedBounty } from "./replay-owner";
import type { Person } from "./replay-person";

/** Leases asked for at once, and how often "nothing left" is believed while others still hold items. */
const COUNT = 20;
const WAIT_MS = 100;

/**
 * One recorded annotator: claims until every recorded answer is given, answers what the record answers, skips the rest.
 * Returns how many answers the server took.
 */
export async function labelAll(person: Person, bounty: PostedBounty, crowd: Crowd, worker: string): Promise<number> {
  const recorded = new Map(
    crowd.answers.filter((answer) => answer.worker === worker).map(({ item, label }) => [item, label]),
  );
  const key = await sessionKey(person);
  const bench = benchApi(person.api, bounty.id);
  let taken = 0;
  let reply: ClaimReply = await bench.claim(COUNT);
  while (taken < recorded.size) {
    const [mine, others] = split(reply.leases, (lease) => recorded.has(bounty.recordOf(lease)));
    if (others.length > 0)
      await bench.release(
        others.map(({ token }) => token),
        "skip",
      );
    if (mine.length === 0) {
      if (reply.leases.length === 0) await new Promise((resume) => setTimeout(resume, WAIT_MS));
      reply = await bench.claim(COUNT);
      continue;
    }
    const answers = mine.map((lease) => ({
      token: lease.token,
      item: lease.item,
      key: randomUUID(),
      answer: recorded.get(bounty.recordOf(lease)),
      leadMs: 1000,
      shown: null,
    }));
    const exchanged = await bench.exchange(await signedAnswers(key, bounty.manifestHash, answers), COUNT);
    taken += exchanged.verdicts.filter(({ outcome }) => outcome === "counted" || outcome === "late").length;
    reply = exchanged;
  }
  const left = reply.leases.map(({ token }) => token);
  if (left.length > 0) await bench.release(left, "return");
  return taken;
}

/** Claims everything that is claimable, in the annotator's own transaction. */
export async function claimAll(person: Person): Promise<void> {
  await claimPayouts(person.api, person.wallet, person.terms);
}

/** A fresh signing key, authorised by the wallet and registered. */
export async function sessionKey({ api, terms, wallet }: Person): Promise<SubmitKey> {
  const pair = await makeKeyPair();
  const key = { annotator: wallet.address, publicKey: pair.publicKey, nowMs: Date.now() };
  const { keyId } = await registerKey(api, terms, key, (data) => wallet.signTypedData(data));
  return submitKey(keyId, pair.privateKey);
}

function split(leases: readonly LeaseDto[], mine: (lease: LeaseDto) => boolean): [LeaseDto[], LeaseDto[]] {
  const parts: [LeaseDto[], LeaseDto[]] = [[], []];
  for (const lease of leases) parts[mine(lease) ? 0 : 1].push(lease);
  return parts;
}
