import { SkeletonRows } from "@/lib/ui/skeleton";

/** The bounty in outline. */
export default function LoadingBounty() {
  return (
    <div className="grid gap-10 pt-20">
      <SkeletonRows rows={2} label="Loading the bounty" />
      <SkeletonRows rows={7} label="Loading its terms" />
    </div>
  );
}
