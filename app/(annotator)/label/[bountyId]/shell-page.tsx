import type { ReactNode } from "react";
import { AccountMenu } from "@/lib/client/account-menu";
import { Footer } from "@/lib/ui/footer";
import { Header } from "@/lib/ui/header";
import { PageHead } from "@/lib/ui/page-head";
import { Shell } from "@/lib/ui/shell";

/** The ordinary frame for what comes before and after the bench, which itself takes the whole screen. */
export function ShellPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Shell header={<Header path="/label" account={<AccountMenu />} />} footer={<Footer />}>
      <div>
        <PageHead title={title} />
        {children}
      </div>
    </Shell>
  );
}
