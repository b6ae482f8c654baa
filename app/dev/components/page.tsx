/** Every part in every state, to look at and to test; linked from nowhere. */
import type { Metadata } from "next";
import { PageHead } from "@/lib/ui/page-head";
import { BenchSheet } from "./bench-sheet";
import { ChartSheet } from "./chart-sheet";
import { ControlSheet } from "./control-sheet";
import { FloatingSheet } from "./floating-sheet";
import { LayoutSheet } from "./layout-sheet";
import { LedgerSheet } from "./ledger-sheet";
import { TableSheet } from "./table-sheet";
import { VerifySheet } from "./verify-sheet";
import { WordSheet } from "./word-sheet";

export const metadata: Metadata = { title: "Components", robots: { index: false } };

export default function ComponentsPage() {
  return (
    <>
      <PageHead title="Components" sub="Every part in every state, with invented figures." />
      <ControlSheet />
      <WordSheet />
      <TableSheet />
      <LedgerSheet />
      <BenchSheet />
      <VerifySheet />
      <ChartSheet />
      <LayoutSheet />
      <FloatingSheet />
    </>
  );
}
