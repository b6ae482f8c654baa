import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHead title="Earnings" />
      <SkeletonRows rows={6} label="Loading your earnings" />
    </>
  );
}
