"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { verifiedHere } from "@/app/verify/remembered";
import { useNow } from "@/lib/client/use-now";
import { ButtonLink } from "@/lib/ui/button-link";
import { allHallmarks } from "@/lib/ui/hallmarks";
import { Seal } from "@/lib/ui/seal";
import { useTimeWords } from "@/lib/ui/use-time-words";

type Props = { readonly batches: readonly { readonly id: string; readonly sha256: string }[]; readonly nowMs: number };

/** The dataset’s seal: struck once this browser has verified every batch itself, and not on anybody’s word. */
export function VerifySeal({ batches, nowMs: serverNowMs }: Props) {
  const t = useTranslations("dataset");
  const times = useTimeWords();
  const nowMs = useNow(serverNowMs, 30_000);
  const [lastMs, setLastMs] = useState<number>();
  useEffect(() => {
    const found = batches.map(({ id, sha256 }) => verifiedHere(id, sha256)?.atMs);
    const all = found.filter((atMs) => atMs !== undefined);
    setLastMs(all.length === batches.length && all.length > 0 ? Math.min(...all) : undefined);
  }, [batches]);

  const count = batches.length;
  const newest = batches.at(-1);
  if (!newest)
    return (
      <Seal
        verdict="waiting"
        size="small"
        states={allHallmarks("open")}
        title={t("sealNone")}
        lead={t("sealNoneWords")}
      />
    );
  return lastMs === undefined ? (
    <Seal
      verdict="waiting"
      size="small"
      states={allHallmarks("open")}
      title={t("sealCheck")}
      lead={t("sealCheckWords", { count })}
    >
      <VerifyLinks batches={batches} />
    </Seal>
  ) : (
    <Seal
      verdict="matches"
      size="small"
      states={allHallmarks("struck")}
      title={t("sealMatches")}
      lead={t("sealMatchesWords", { count, when: times.relative(lastMs, nowMs) })}
    >
      <VerifyLinks batches={batches} />
    </Seal>
  );
}

function VerifyLinks({ batches }: Pick<Props, "batches">) {
  const t = useTranslations("dataset");
  return (
    <div className="grid gap-2">
      {batches.map(({ id }, index) => (
        <ButtonLink key={id} href={`/verify/${id}`} wide>
          {batches.length === 1 ? t("verifyYourself") : t("verifyOneYourself", { number: index + 1 })}
        </ButtonLink>
      ))}
    </div>
  );
}
