"use client";

import { useEffect, useState } from "react";
import { verifiedHere } from "@/app/verify/remembered";
import { useNow } from "@/lib/client/use-now";
import { ButtonLink } from "@/lib/ui/button-link";
import { countOf } from "@/lib/ui/format-number";
import { relativeTime } from "@/lib/ui/format-time";
import { allHallmarks } from "@/lib/ui/hallmarks";
import { Seal } from "@/lib/ui/seal";

type Props = { readonly batches: readonly { readonly id: string; readonly sha256: string }[]; readonly nowMs: number };

/** The dataset’s seal: struck once this browser has verified every batch itself, and not on anybody’s word. */
export function VerifySeal({ batches, nowMs: serverNowMs }: Props) {
  const nowMs = useNow(serverNowMs, 30_000);
  const [lastMs, setLastMs] = useState<number>();
  useEffect(() => {
    const found = batches.map(({ id, sha256 }) => verifiedHere(id, sha256)?.atMs);
    const all = found.filter((atMs) => atMs !== undefined);
    setLastMs(all.length === batches.length && all.length > 0 ? Math.min(...all) : undefined);
  }, [batches]);

  const count = countOf(batches.length, "batch", "batches");
  const newest = batches.at(-1);
  if (!newest)
    return (
      <Seal
        verdict="waiting"
        size="small"
        states={allHallmarks("open")}
        title="Nothing to verify yet"
        lead="No batch of this dataset is on the chain."
      />
    );
  return lastMs === undefined ? (
    <Seal
      verdict="waiting"
      size="small"
      states={allHallmarks("open")}
      title="Check it yourself"
      lead={`${count} on the chain. Your browser recomputes every label and payout and compares; nothing is installed.`}
    >
      <VerifyLinks batches={batches} />
    </Seal>
  ) : (
    <Seal
      verdict="matches"
      size="small"
      states={allHallmarks("struck")}
      title="Matches the chain"
      lead={`${count}, verified by this browser ${relativeTime(lastMs, nowMs)}.`}
    >
      <VerifyLinks batches={batches} />
    </Seal>
  );
}

function VerifyLinks({ batches }: Pick<Props, "batches">) {
  return (
    <div className="grid gap-2">
      {batches.map(({ id }, index) => (
        <ButtonLink key={id} href={`/verify/${id}`} wide>
          {batches.length === 1 ? "Verify it yourself" : `Verify batch ${index + 1} yourself`}
        </ButtonLink>
      ))}
    </div>
  );
}
