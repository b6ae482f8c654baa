import { ButtonLink } from "@/lib/ui/button-link";
import { PageHead } from "@/lib/ui/page-head";

/** No such bounty, or one that its owner alone may see. */
export default function NoSuchBounty() {
  return (
    <>
      <PageHead title="There is no bounty here for you" crumbs={[{ label: "Market", href: "/" }]} />
      <p className="max-w-[62ch] text-md text-ink-2">
        The link may have lost a letter. Drafts and bounties without funding are seen by their owner alone: if it is
        yours, sign in with the wallet that made it.
      </p>
      <p className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href="/bounties">My bounties</ButtonLink>
        <ButtonLink href="/" kind="ink">
          To the market
        </ButtonLink>
      </p>
    </>
  );
}
