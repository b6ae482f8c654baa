export type Route = {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly says: string;
};

const V1 = "/api/v1";

/** Routes that need no sign-in. */
export const READ: readonly Route[] = [
  { method: "GET", path: `${V1}/chain`, says: "Chain, vault, token, ledger, fee, and the referee's hash." },
  {
    method: "GET",
    path: `${V1}/bounties?state=&kind=&q=&sort=`,
    says: "Bounties, with counts. state: open, closed, settled; signed in also mine.",
  },
  { method: "GET", path: `${V1}/bounties/:id`, says: "All of a bounty: terms, policy, manifest, escrow, progress." },
  { method: "GET", path: `${V1}/bounties/:id/batches`, says: "Its settlements." },
  { method: "GET", path: `${V1}/batches/:id`, says: "One settlement: root, totals, transaction, state." },
  {
    method: "GET",
    path: `${V1}/batches/:id/evidence`,
    says: "The file from which everybody recomputes it, gzipped on request; SHA-256 of the plain bytes in the ETag.",
  },
  { method: "GET", path: `${V1}/bounties/:id/money`, says: "Where its money is, with confirmations." },
  {
    method: "GET",
    path: `${V1}/batches/:id/challenge`,
    says: "Its challenge: bond, judges, votes, ruling; …/evidence is what the challenger says.",
  },
  {
    method: "GET",
    path: `${V1}/batches/:id/verify`,
    says: "The server's own verification: the report (200), or asked for (202, ask again).",
  },
  { method: "GET", path: `${V1}/datasets?q=`, says: "Settled bounties as datasets." },
  { method: "GET", path: `${V1}/datasets/:id`, says: "A dataset's card: labels, agreement, downloads with checksums." },
  {
    method: "GET",
    path: `${V1}/datasets/:id/rows?after=&limit=`,
    says: "Its items with labels and certainty, page by page.",
  },
  {
    method: "GET",
    path: `${V1}/datasets/:id/export?format=`,
    says: "All of it as a stream: jsonl, csv, crowd-log (task, worker, label).",
  },
  { method: "GET", path: `${V1}/assets/:sha256`, says: "An image by its hash; never changes." },
  { method: "GET", path: `${V1}/models/:sha256`, says: "A suggestion model by its hash; never changes." },
  { method: "GET", path: "/api/health", says: "Whether database, chain and worker answer: 200 or 503." },
  { method: "GET", path: "/api/version", says: "Version, and the referee with its hash." },
];

/** Routes for those who are signed in. */
export const DO: readonly Route[] = [
  { method: "GET", path: `${V1}/auth/nonce`, says: "A one-time nonce and the parts of the message to sign." },
  { method: "GET", path: `${V1}/me`, says: "Who is signed in, and the tokens that wallet holds." },
  { method: "POST", path: `${V1}/session-keys`, says: "Lets a key sign answers for the wallet; GET lists its keys." },
  { method: "DELETE", path: `${V1}/session-keys/:id`, says: "Revokes a key: nothing it signs from now on is taken." },
  { method: "POST", path: `${V1}/bounties`, says: "Makes a draft; PATCH changes it, DELETE discards it." },
  {
    method: "POST",
    path: `${V1}/bounties/:id/import?name=&format=`,
    says: "Items: csv, tsv, jsonl or zip as the raw body. All or nothing, each bad row with its line.",
  },
  { method: "POST", path: `${V1}/imports/:id/accept`, says: "Keeps the good rows of an import; DELETE takes it back." },
  { method: "POST", path: `${V1}/bounties/:id/publish`, says: "Freezes the terms; answers what to lock in the vault." },
  {
    method: "POST",
    path: `${V1}/bounties/:id/funding`,
    says: "Names the funding transaction; opens once the vault holds it.",
  },
  { method: "POST", path: `${V1}/bounties/:id/claim`, says: "Up to 20 items to answer, each with its lease." },
  { method: "POST", path: `${V1}/bounties/:id/submit`, says: "Signed answers; sent again they count once." },
  { method: "POST", path: `${V1}/bounties/:id/exchange`, says: "Both at once: answers in, the next items out." },
  { method: "POST", path: `${V1}/bounties/:id/release`, says: "Gives items back: skipped, or not wanted now." },
  { method: "GET", path: `${V1}/bounties/:id/progress`, says: "How many you answered, and what they earn." },
  {
    method: "GET",
    path: `${V1}/bounties/:id/quality`,
    says: "Owner: agreement, confusion, annotators, contested items.",
  },
  { method: "POST", path: `${V1}/bounties/:id/settle`, says: "Owner: closes it and pays all answers in a batch." },
  {
    method: "POST",
    path: `${V1}/batches/:id/acceptance`,
    says: "Owner: a signature that ends the window now; GET says what to sign.",
  },
  { method: "POST", path: `${V1}/batches/:id/retry`, says: "Owner, operator: tries a refused batch again." },
  { method: "POST", path: `${V1}/batches/:id/challenge`, says: "Keeps a challenger's case; answers its hash." },
  { method: "GET", path: `${V1}/earnings`, says: "What you earned, why, and the proofs to claim it." },
  {
    method: "POST",
    path: `${V1}/earnings/relay`,
    says: "Has the operator send your claims, also to another address as you signed; GET says how far it is.",
  },
];
