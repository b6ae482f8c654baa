"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ApiError } from "@/lib/client/api";
import { api } from "@/lib/client/browser-api";
import type { Draft } from "./draft";
import type { ImportReport } from "./upload";

type Parts = {
  readonly bountyId: string | null;
  readonly address: string | null;
  forget(): Promise<void>;
  change(part: Partial<Draft>): void;
  setReport(report: ImportReport | null): void;
};

/**
 * A kept form may outlive its draft on the server: published meanwhile and without its money, the way leads to the
 * bounty's page; open or further, the form starts empty; discarded, or another wallet's, the words stay and its rows
 * have to be brought again.
 */
export function useGoneDraft({ bountyId, address, forget, change, setReport }: Parts): void {
  const router = useRouter();
  useEffect(() => {
    if (!bountyId || !address) return;
    let here = true;
    api.get<{ state: string }>(`/api/v1/bounties/${bountyId}`).then(
      async ({ state }) => {
        if (!here || state === "draft") return;
        await forget();
        if (state === "published") router.replace(`/bounties/${bountyId}`);
      },
      (error) => {
        if (!here || !(error instanceof ApiError) || error.problem.code !== "not_found") return;
        change({ bountyId: null });
        setReport(null);
      },
    );
    return () => {
      here = false;
    };
  }, [bountyId, address, forget, change, setReport, router]);
}
