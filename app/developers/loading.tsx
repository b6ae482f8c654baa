import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** The API page in outline. */
export default function LoadingDevelopers() {
  return (
    <>
      <PageHead title="API and command line" />
      <SkeletonRows rows={8} label="Loading the routes" />
    </>
  );
}
