/** The foot of every page but the bench: on which chain, in which vault, by which referee, and how to check it. */
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";

export interface FooterProps {
  /** Left out until the chain is known. */
  chain?: { name: string; vault: string; vaultUrl?: string };
  referee?: { version: string; sha256: string };
}

export function Footer({ chain, referee }: FooterProps) {
  return (
    <footer className="ui-footer">
      <div className="ui-page">
        {chain !== undefined && (
          <span>
            {chain.name} · vault{" "}
            <Hash
              hash={chain.vault}
              copy={false}
              {...(chain.vaultUrl !== undefined && { explorerUrl: chain.vaultUrl })}
            />
          </span>
        )}
        <Link href="/verify">Verify a batch</Link>
        <Link href="/developers">API</Link>
        {referee !== undefined && (
          <span className="ui-footer-end">
            referee {referee.version} <Hash hash={referee.sha256} copy={false} />
          </span>
        )}
      </div>
    </footer>
  );
}
