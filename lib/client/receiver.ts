import { getAddress, isAddress, isAddressEqual, zeroAddress } from "viem";

/** Another address that payouts shall go to: fit with what to think about first, or refused with the reason. */
export type ReceiverCheck =
  | { readonly kind: "fits"; readonly address: `0x${string}`; readonly warnings: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string };

type Known = {
  readonly own: string;
  readonly vault: string;
  readonly token: string;
  /** Whether a contract stands at the address; undefined when nobody has looked. */
  readonly hasCode?: boolean;
};

const HEX = /^0x[0-9a-fA-F]{40}$/;

/** Reads an address that somebody typed or pasted: its form, its checksum, and whether money sent there could be lost. */
export function checkReceiver(text: string, { own, vault, token, hasCode }: Known): ReceiverCheck {
  const typed = text.trim();
  if (typed === "") return refused("Paste the address that shall get the tokens.");
  if (!HEX.test(typed)) {
    return refused(
      `An address is 0x and 40 hex digits; this has ${typed.length} characters. Copy it once more, whole.`,
    );
  }
  // Mixed case carries a checksum (EIP-55); all of one case carries none and is taken as it is.
  const mixed = /[a-f]/.test(typed.slice(2)) && /[A-F]/.test(typed.slice(2));
  if (mixed && !isAddress(typed)) {
    return refused("Its capital letters do not fit its digits: at least one character is wrong. Copy it once more.");
  }
  const address = getAddress(typed.toLowerCase());
  if (isAddressEqual(address, zeroAddress)) return refused("Nobody owns this address: the tokens would be lost.");
  if (same(address, vault)) return refused("This is the vault itself: the tokens would be lost in it.");
  if (same(address, token)) return refused("This is the token's contract: the tokens would be lost in it.");
  const warnings = [
    ...(same(address, own) ? ["This is your own address: you do not need another one for that."] : []),
    ...(mixed ? [] : ["Written without capital letters it has no checksum: compare it digit by digit."]),
    ...(hasCode ? ["A contract stands there. Be sure that it can pass tokens on."] : []),
  ];
  return { kind: "fits", address, warnings };
}

const refused = (reason: string): ReceiverCheck => ({ kind: "refused", reason });

const same = (address: string, other: string): boolean => address.toLowerCase() === other.toLowerCase();
