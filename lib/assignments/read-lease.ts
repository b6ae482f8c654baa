import { AppError, type FieldError } from "@/lib/kernel/errors";
import type { AccountNo, BountyNo, ItemNo } from "@/lib/kernel/ids";
import type { Lease } from "./assignment";
import type { Seal } from "./ports";

/**
 * The items that these tokens lease to the caller in this bounty, in order. One token that is not the caller's refuses
 * them all: `forbidden` for another account's, `invalid_input` for another bounty's, a broken one, or an item named twice;
 * each wrong one is named by its place, `at(i)`.
 */
export function readLeases(
  seal: Pick<Seal, "open">,
  tokens: readonly string[],
  owner: { readonly bountyNo: BountyNo; readonly accountNo: AccountNo },
  at: (i: number) => string,
): ItemNo[] {
  const leases = tokens.map((token) => seal.open(token));
  const foreign = errorsOf(leases, at, (lease) => {
    const own = lease === undefined || lease.accountNo === owner.accountNo;
    return own ? undefined : "this item was given to another account";
  });
  if (foreign.length > 0) {
    throw new AppError(
      "forbidden",
      "You can only use items that were given to you. Sign in with the account that has them.",
      {
        errors: foreign,
      },
    );
  }
  const firstAt = new Map<number, number>();
  const wrong = errorsOf(leases, at, (lease, i) => {
    if (lease === undefined) return "this is no token of this server; send it as the claim gave it";
    if (lease.bountyNo !== owner.bountyNo) return "this item belongs to another bounty";
    const first = firstAt.get(lease.itemNo);
    firstAt.set(lease.itemNo, first ?? i);
    return first === undefined ? undefined : `the same item as ${at(first)}`;
  });
  if (wrong.length > 0) {
    const [{ at: where, reason } = { at: "", reason: "" }] = wrong;
    throw new AppError("invalid_input", `${where}: ${reason}.`, { errors: wrong });
  }
  return leases.flatMap((lease) => (lease ? [lease.itemNo] : []));
}

function errorsOf(
  leases: readonly (Lease | undefined)[],
  at: (i: number) => string,
  reasonOf: (lease: Lease | undefined, i: number) => string | undefined,
): FieldError[] {
  return leases.flatMap((lease, i) => {
    const reason = reasonOf(lease, i);
    return reason === undefined ? [] : [{ at: at(i), reason }];
  });
}
