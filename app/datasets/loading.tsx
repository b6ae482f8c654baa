import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  return (
    <>
      <PageHead title="Datasets" />
      <SkeletonRows rows={8} label="Loading the datasets" />
    </>
  );
}
