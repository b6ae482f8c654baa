"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import { moneyQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { Says } from "@/lib/ui/says";

/** Tries a batch again that the chain has refused. Nothing is signed: the operator sends it. */
export function RetryAct({ batchId, bountyId }: { readonly batchId: string; readonly bountyId: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const queries = useQueryClient();
  const retry = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.send("POST", `/api/v1/batches/${batchId}/retry`);
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : "It did not work. Try again.");
    } finally {
      await queries.invalidateQueries({ queryKey: moneyQuery(bountyId).queryKey });
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button icon="retry" busy={busy} busyLabel="Trying" onClick={() => void retry()}>
        Try this batch again
      </Button>
      <Says>
        {error ??
          "First do what the words above ask for. It costs you nothing; it is also tried once an hour by itself."}
      </Says>
    </div>
  );
}
