import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** The form in outline. */
export default function LoadingNewBounty() {
  return (
    <>
      <PageHead title="New bounty" />
      <SkeletonRows rows={6} label="Opening the form" />
    </>
  );
}
