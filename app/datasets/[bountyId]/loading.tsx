import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  return (
    <div className="pt-20">
      <SkeletonRows rows={10} label="Loading the dataset" />
    </div>
  );
}
