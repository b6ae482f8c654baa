"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { openSignIn } from "@/lib/client/open-sign-in";
import { forgetKey, type SubmitKey, storedKey } from "@/lib/client/session-key";
import { useErrorWords } from "@/lib/client/use-error-words";
import { useHydrated } from "@/lib/client/use-hydrated";
import { Button } from "@/lib/ui/button";
import { Markdown } from "@/lib/ui/markdown";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { TagList } from "@/lib/ui/tag-list";
import { Bench } from "./bench";
import type { BenchTask } from "./bench-task";
import { ShellPage } from "./shell-page";

const NoMore = lazy(() => import("./no-more"));

type Props = { readonly task: BenchTask; readonly terms: ChainTerms; readonly address: `0x${string}` | null };

/** The key of an account, as this browser holds it. */
type Held = { readonly address: string; readonly key: SubmitKey };

/** Before the bench: who labels, and the key of this browser that signs the answers. Known keys go straight through. */
export function Gate({ task, terms, address }: Props) {
  const t = useTranslations("bench");
  const say = useErrorWords();
  const hydrated = useHydrated();
  const [held, setHeld] = useState<Held>();
  const [error, setError] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  /** For whom a key was looked for: a press counts as soon as the button takes it, and never before. */
  const [looked, setLooked] = useState<string>();
  const { chainId, vault } = terms;
  // A page that is drawn anew brings the same terms as another object: what they are of decides, or the bench would go.
  useEffect(() => {
    if (!address) return;
    let here = true;
    const found = (key: SubmitKey | undefined) => {
      if (!here) return;
      if (key) setHeld({ address, key });
      setLooked(address);
    };
    storedKey({ chainId, vault }, address).then(found, () => found(undefined)); // without one it is made at the start
    return () => {
      here = false;
    };
  }, [chainId, vault, address]);
  const key = held?.address === address ? held?.key : undefined;

  if (task.state !== "open") {
    return (
      <ShellPage title={task.title} bountyId={task.id}>
        <Suspense fallback={null}>
          <NoMore />
        </Suspense>
      </ShellPage>
    );
  }
  if (key && address) {
    const onKeyRefused = (reason: string) => {
      setRefused(reason);
      void forgetKey(terms, address, key.keyId).then(() => setHeld(undefined));
    };
    return (
      <Bench
        key={`${task.id}:${address}`}
        task={task}
        terms={terms}
        address={address}
        submitKey={key}
        onKeyRefused={onKeyRefused}
      />
    );
  }

  const start = async () => {
    if (!address) return openSignIn();
    setBusy(true);
    setError(undefined);
    try {
      const { connectedWallet } = await import("@/lib/client/wallet");
      const wallet = await connectedWallet(terms, address);
      if (!wallet) return openSignIn();
      const { browserKey } = await import("@/lib/client/make-session-key");
      const made = await browserKey(api, terms, address, (data) => wallet.signTypedData(data));
      setHeld({ address, key: made });
    } catch (problem) {
      setError(say(problem, t("startFailed")));
    } finally {
      setBusy(false);
    }
  };
  return (
    <ShellPage title={task.title} bountyId={task.id}>
      <div className="grid max-w-[40rem] gap-6">
        <Asked {...task.asked} />
        <p className="text-md text-ink-2">
          {t.rich("pays", { money: () => <Money base={task.priceUnits} token={terms.token} exact gold /> })}
        </p>
        {task.guidelines && <Markdown>{task.guidelines}</Markdown>}
        {refused && !error && (
          <Notice kind="doubt" title={refused} urgent>
            {t("keyRefusedWords")}
          </Notice>
        )}
        {error && (
          <Notice kind="fail" title={error} urgent>
            {t("startFailedWords")}
          </Notice>
        )}
        <div className="grid justify-items-start gap-2">
          <Button
            kind="ink"
            size="large"
            busy={busy || (address !== null && looked !== address)}
            busyLabel={t("lookAtWallet")}
            disabled={!hydrated}
            onClick={() => void start()}
          >
            {t(address ? "start" : "signInToLabel")}
          </Button>
          <p className="text-sm text-ink-3">{t(address ? "startSays" : "signInSays")}</p>
        </div>
      </div>
    </ShellPage>
  );
}

/** What will be asked, before the first item. */
function Asked({ question, names, title }: BenchTask["asked"]) {
  return (
    <div className="grid gap-3">
      <p className="text-lg">{question}</p>
      <TagList names={names} title={title} />
    </div>
  );
}
