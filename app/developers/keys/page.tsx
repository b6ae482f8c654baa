import type { Metadata } from "next";
import { SignInFirst } from "@/app/sign-in-first";
import { callerOf } from "@/lib/http";
import { Link } from "@/lib/ui/link";
import { PageHead } from "@/lib/ui/page-head";
import { ApiKeys } from "./api-keys";

export const metadata: Metadata = { title: "API keys" };

/** Keys by which programs act for the signed-in account. */
export default async function KeysPage() {
  const caller = await callerOf();
  return (
    <>
      <PageHead title="API keys" sub="A key lets a program act for you, within what you allow it." />
      {caller.kind === "account" ? <ApiKeys nowMs={Date.now()} /> : <SignInFirst to="make a key" what="A key" />}
      <p className="mt-8 text-sm text-ink-3">
        What there is to call: <Link href="/developers">API and command line</Link>.
      </p>
    </>
  );
}
