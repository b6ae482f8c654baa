import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-10 pt-20">
      <SkeletonRows rows={5} label="Loading the batch" />
      <SkeletonRows rows={4} label="Loading its challenge" />
    </div>
  );
}
