// One rule says who sees a bounty; every room asks it.
import { expect, test } from "vitest";
import { isShown, ownedOr, type Sight } from "@/lib/bounties/sight";
import { type Account, ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { AccountNo, Address } from "@/lib/kernel/ids";

const person = (no: bigint): Account => ({
  kind: "account",
  no: no as AccountNo,
  address: `0x${no.toString(16).padStart(40, "0")}` as Address,
});
const OWNER = person(1n);
const GUEST = person(2n);
const STRANGER = person(3n);
const bounty = (state: string, isPrivate: boolean): Sight => ({
  ownerNo: OWNER.no,
  state,
  guests: isPrivate ? [GUEST.address] : undefined,
});

test.each([
  ["draft", false, [true, false, false, false]],
  ["published", false, [true, false, false, false]],
  ["published", true, [true, false, false, false]],
  ["open", false, [true, true, true, true]],
  ["open", true, [true, true, false, false]],
  ["closed", true, [true, true, false, false]],
  ["settled", true, [true, true, false, false]],
] as const)("%s, private %s: owner, guest, stranger, nobody", (state, isPrivate, seen) => {
  const shown = [OWNER, GUEST, STRANGER, ANONYMOUS].map((caller) => isShown(bounty(state, isPrivate), caller));
  expect(shown).toEqual(seen);
  expect(isShown(bounty(state, isPrivate), SYSTEM)).toBe(true);
});

test("what is its owner's alone: who may not see it is answered as if it were not there", () => {
  const none = new AppError("not_found", "There is none.");
  const asked = (found: Sight | undefined, caller: typeof ANONYMOUS) => {
    try {
      return ownedOr(none, found, caller);
    } catch (error) {
      return (error as AppError).code;
    }
  };
  const open = bounty("open", true);
  expect(asked(open, OWNER)).toBe(open);
  expect([asked(open, GUEST), asked(bounty("open", false), STRANGER)]).toEqual(["forbidden", "forbidden"]);
  expect([asked(open, STRANGER), asked(undefined, STRANGER)]).toEqual(["not_found", "not_found"]);
  expect([asked(open, ANONYMOUS), asked(undefined, ANONYMOUS)]).toEqual(["unauthenticated", "unauthenticated"]);
});
