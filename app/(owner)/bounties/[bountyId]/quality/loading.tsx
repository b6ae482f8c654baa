import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  return (
    <div className="pt-20">
      <SkeletonRows rows={8} label="Loading the quality of this bounty" />
    </div>
  );
}
