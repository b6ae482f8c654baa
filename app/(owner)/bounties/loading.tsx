import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** My bounties in outline. */
export default function LoadingBounties() {
  return (
    <>
      <PageHead title="My bounties" />
      <SkeletonRows rows={6} label="Loading your bounties" />
    </>
  );
}
