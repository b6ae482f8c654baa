import { ButtonLink } from "@/lib/ui/button-link";
import { PageHead } from "@/lib/ui/page-head";

export default function NotFound() {
  return (
    <>
      <PageHead title="There is nothing at this address" />
      <p className="max-w-[62ch] text-md text-ink-2">
        The bounty, batch or dataset may have another number, or the link lost a letter on its way.
      </p>
      <p className="mt-6">
        <ButtonLink href="/" kind="ink">
          To the market
        </ButtonLink>
      </p>
    </>
  );
}
