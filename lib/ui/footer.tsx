/** The foot of every page but the bench: on which chain, in which vault, by which referee, and how to check it. */
import { useTranslations } from "next-intl";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";

export interface FooterProps {
  /** Left out until the chain is known. */
  chain?: { name: string; vault: string; vaultUrl?: string };
  referee?: { version: string; sha256: string };
}

export function Footer({ chain, referee }: FooterProps) {
  const t = useTranslations("shell");
  return (
    <footer className="ui-footer">
      <div className="ui-page">
        {chain !== undefined && (
          <span>
            {t.rich("chainVault", {
              name: chain.name,
              hash: () => (
                <Hash
                  hash={chain.vault}
                  copy={false}
                  {...(chain.vaultUrl !== undefined && { explorerUrl: chain.vaultUrl })}
                />
              ),
            })}
          </span>
        )}
        <Link href="/verify">{t("verifyBatch")}</Link>
        <Link href="/developers">API</Link>
        {referee !== undefined && (
          <span className="ui-footer-end">
            {t.rich("referee", {
              version: referee.version,
              hash: () => <Hash hash={referee.sha256} copy={false} />,
            })}
          </span>
        )}
      </div>
    </footer>
  );
}
