import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  return (
    <div className="mx-auto max-w-[60rem] pt-20">
      <SkeletonRows rows={6} label="Loading the batch" />
    </div>
  );
}
