"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/lib/ui/button";
import { Menu } from "@/lib/ui/menu";
import { Money } from "@/lib/ui/money";
import { shorten } from "@/lib/ui/shorten";
import { api } from "./browser-api";
import { OPEN_SIGN_IN } from "./open-sign-in";
import { chainQuery, meQuery } from "./queries";
import { signOut } from "./sign-in";

const WalletDialog = lazy(() => import("./wallet-dialog"));

/** Top right of every page: balance and address of who is signed in, or the way in. The wallet code loads on demand. */
export function AccountMenu() {
  const me = useQuery(meQuery());
  const chain = useQuery(chainQuery());
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();

  useEffect(() => {
    const onOpen = () => setOpen(true);
    window.addEventListener(OPEN_SIGN_IN, onOpen);
    return () => window.removeEventListener(OPEN_SIGN_IN, onOpen);
  }, []);

  const refresh = async () => {
    await queries.invalidateQueries();
    router.refresh();
  };
  const address = me.data?.account?.address;
  return (
    <>
      {address && chain.data ? (
        <>
          {me.data?.balanceUnits != null && <Money base={me.data.balanceUnits} token={chain.data.token} gold />}
          <Menu
            trigger={
              <Button aria-label={`Account ${address}`}>
                <span className="num">{shorten(address)}</span>
              </Button>
            }
            entries={[
              { kind: "words", key: "chain", label: `Signed in on ${chain.data.name}` },
              ...(chain.data.dev
                ? [
                    {
                      kind: "act" as const,
                      key: "faucet",
                      label: "Get 1,000 test tokens",
                      onSelect: () => void faucet(address, refresh),
                    },
                  ]
                : []),
              { kind: "link", key: "mine", label: "My bounties", href: "/bounties" },
              { kind: "link", key: "earnings", label: "Earnings", href: "/earnings" },
              { kind: "rule", key: "rule" },
              { kind: "act", key: "switch", label: "Use another wallet", onSelect: () => setOpen(true) },
              { kind: "act", key: "out", label: "Sign out", onSelect: () => void signOut(api).then(refresh) },
            ]}
          />
        </>
      ) : (
        <Button kind="ink" busy={me.isPending} onClick={() => setOpen(true)} disabled={!chain.data}>
          Sign in
        </Button>
      )}
      {open && chain.data && (
        <Suspense fallback={null}>
          <WalletDialog terms={chain.data} onClose={() => setOpen(false)} onSignedIn={refresh} />
        </Suspense>
      )}
    </>
  );
}

async function faucet(address: string, refresh: () => Promise<void>): Promise<void> {
  try {
    await api.send("POST", "/api/v1/dev/faucet", { address });
    await refresh();
    toast.success("1,000 test tokens and some gas have arrived.");
  } catch (error) {
    toast.error(error instanceof Error ? error.message : "The faucet gave nothing.");
  }
}
