/** What an API key may be allowed to do. A browser's session may do all of it, and alone may make and revoke keys. */
export const SCOPES = {
  read: "See what your account sees: drafts, quality, earnings, imports",
  bounties: "Make bounties, bring data, publish, fund and settle them",
  label: "Take items and hand in answers",
  money: "Have payouts claimed or sent, accept batches",
} as const;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];
