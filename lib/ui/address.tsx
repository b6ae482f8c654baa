/** A wallet's or contract's address: a hash that copies as an address. */
import { useTranslations } from "next-intl";
import { Hash } from "@/lib/ui/hash";

export interface AddressProps {
  address: string;
  explorerUrl?: string;
  copy?: boolean;
}

export function Address({ address, explorerUrl, copy = true }: AddressProps) {
  const t = useTranslations("ui");
  return <Hash hash={address} what={t("address")} copy={copy} {...(explorerUrl !== undefined && { explorerUrl })} />;
}
