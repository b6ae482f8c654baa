import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-10 pt-20">
      <SkeletonRows rows={3} label="Loading the escrow" />
      <SkeletonRows rows={6} label="Loading its batches" />
    </div>
  );
}
