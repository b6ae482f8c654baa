import { SkeletonRows } from "@/lib/ui/skeleton";

/** While a page's data is on its way: its head and rows, in outline. */
export default function Loading() {
  return (
    <div className="pt-20">
      <SkeletonRows rows={8} label="Loading the page" />
    </div>
  );
}
