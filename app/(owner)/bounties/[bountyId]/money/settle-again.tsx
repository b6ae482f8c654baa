"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import { batchesQuery, moneyQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { Notice } from "@/lib/ui/notice";
import { Says } from "@/lib/ui/says";
import type { ActProps } from "./own-bounty";

/** After a void: the answers are there and nobody was paid. The owner has them counted anew. */
export function SettleAgain({ bounty, view }: ActProps) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const queries = useQueryClient();
  if (view.state !== "void") return null;
  const settle = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.send("POST", `/api/v1/bounties/${bounty.id}/settle`);
      setAsking(false);
      void queries.invalidateQueries({ queryKey: batchesQuery(bounty.id).queryKey });
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : "It did not work. Try again.");
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: moneyQuery(bounty.id).queryKey });
    }
  };
  return (
    <div className="grid content-start gap-3">
      <h3>Settle again</h3>
      <Says>
        The last batch did not stand: nobody was paid from it, and its money is free again. The answers are kept.
      </Says>
      <div>
        <Button kind="ink" onClick={() => setAsking(true)}>
          Settle again
        </Button>
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Have the answers counted anew?"
        says="Makes another batch from the same answers, and posts it. It is open to challenge as any other."
        actions={
          <>
            <Button kind="plain" onClick={() => setAsking(false)}>
              Not now
            </Button>
            <Button kind="gold" busy={busy} busyLabel="Settling" onClick={() => void settle()}>
              Settle again
            </Button>
          </>
        }
      >
        {error && (
          <Notice kind="fail" title={error} urgent>
            Nothing has changed; no tokens moved.
          </Notice>
        )}
      </Dialog>
    </div>
  );
}
