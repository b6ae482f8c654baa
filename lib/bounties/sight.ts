import { type Caller, requireAccount, requireOwner } from "@/lib/kernel/caller";
import type { AppError } from "@/lib/kernel/errors";
import type { AccountNo } from "@/lib/kernel/ids";

/** What decides who sees a bounty, its work, its files and its dataset. */
export type Sight = {
  readonly ownerNo: AccountNo;
  readonly state: string;
  /** Addresses that a private bounty is shown to beside its owner; undefined of a public one. */
  readonly guests: readonly string[] | undefined;
};

/** The one rule of sight: before its funding a bounty is its owner's alone; after that everybody's, or its guests' where it is private. */
export function isShown({ ownerNo, state, guests }: Sight, caller: Caller): boolean {
  if (caller.kind === "system" || (caller.kind === "account" && caller.no === ownerNo)) return true;
  if (state === "draft" || state === "published") return false;
  return isGuest(guests, caller);
}

/** Whether guests do not matter, or the caller is one of them. */
export const isGuest = (guests: Sight["guests"], caller: Caller): boolean =>
  guests === undefined || (caller.kind === "account" && guests.includes(caller.address));

/** What was found, if the caller may see it; else `none`, just as where nothing was found. */
export function shownOr<Found extends Sight>(none: AppError, found: Found | undefined, caller: Caller): Found {
  if (!found || !isShown(found, caller)) throw none;
  return found;
}

/**
 * What was found, for its owner alone. Who may not even see it is answered `none`, as where nothing was found; who sees it, `forbidden`;
 * who is not signed in, `unauthenticated` in either case.
 */
export function ownedOr<Found extends Sight>(none: AppError, found: Found | undefined, caller: Caller): Found {
  if (caller.kind !== "system") requireAccount(caller);
  const shown = shownOr(none, found, caller);
  requireOwner(caller, shown.ownerNo);
  return shown;
}
