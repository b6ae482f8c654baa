import { keccak_256 } from "@noble/hashes/sha3";
import { bytesToHex } from "@noble/hashes/utils";
import type { AccountNo, Address } from "@/lib/kernel/ids";

/** Somebody who signed in: an address. Owners, annotators and operators alike. */
export type AccountRow = { readonly no: AccountNo; readonly address: Address };

/** An address as EIP-55 spells it: the case of its letters is a checksum. */
export function checksumAddress(address: string): `0x${string}` {
  const hex = address.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(new TextEncoder().encode(hex)));
  const spelt = [...hex].map((digit, i) => (Number.parseInt(hash[i] ?? "0", 16) >= 8 ? digit.toUpperCase() : digit));
  return `0x${spelt.join("")}`;
}
