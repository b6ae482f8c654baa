/** A wallet's or contract's address: a hash that copies as an address. */
import { Hash } from "@/lib/ui/hash";

export interface AddressProps {
  address: string;
  explorerUrl?: string;
  copy?: boolean;
}

export function Address({ address, explorerUrl, copy = true }: AddressProps) {
  return <Hash hash={address} what="address" copy={copy} {...(explorerUrl !== undefined && { explorerUrl })} />;
}
