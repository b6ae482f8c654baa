import type { Metadata } from "next";
import { SignInFirst } from "@/app/sign-in-first";
import { callerOf } from "@/lib/http";
import { Link } from "@/lib/ui/link";
import { PageHead } from "@/lib/ui/page-head";
import { Webhooks } from "./webhooks";

export const metadata: Metadata = { title: "Webhooks" };

/** Addresses of the signed-in account that are told of what happens. */
export default async function WebhooksPage() {
  const caller = await callerOf();
  return (
    <>
      <PageHead
        title="Webhooks"
        sub="Your server is told when something happens to your bounties, so that it need not ask again and again."
      />
      {caller.kind === "account" ? <Webhooks /> : <SignInFirst to="make a webhook" what="A webhook" />}
      <p className="mt-8 text-sm text-ink-3">
        Messages are signed as{" "}
        <Link external href="https://www.standardwebhooks.com">
          Standard Webhooks
        </Link>{" "}
        says; its libraries check them in a line. What there is to call:{" "}
        <Link href="/developers">API and command line</Link>.
      </p>
    </>
  );
}
