import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { callerOf } from "@/lib/http";
import { chainTerms, server } from "@/lib/server";
import { CodeBlock } from "@/lib/ui/code-block";
import { Link } from "@/lib/ui/link";
import { PageHead } from "@/lib/ui/page-head";
import { Section } from "@/lib/ui/section";
import { requestOrigin } from "../request-origin";
import { RouteSections } from "./route-table";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("title") };
}

/** The API in words: every page uses it. The examples run against this server as they stand. */
export default async function DevelopersPage() {
  const [origin, example, terms] = await Promise.all([requestOrigin(), exampleIds(), chainTerms()]);
  const t = await getTranslations("developers");
  const to = (href: string) => ({ link: (words: ReactNode) => <Link href={href}>{words}</Link> });
  const rpc = new URL(terms.rpcUrl, origin).href;
  return (
    <>
      <PageHead title={t("title")} sub={t("sub")} />
      <p className="max-w-[72ch] text-ink-2">{t.rich("clients", to("/api/v1/openapi.json"))}</p>
      <Section title={t("read")} note={t("noSignIn")}>
        <div className="grid gap-6 lg:grid-cols-2">
          <Example title={t("ex-open")} code={`curl -s '${origin}/api/v1/bounties?state=open&sort=pay'`} />
          <Example title={t("ex-money")} code={`curl -s '${origin}/api/v1/chain'`} />
          <Example
            title={t("ex-csv")}
            code={`curl -sOJ '${origin}/api/v1/datasets/${example.dataset}/export?format=csv'`}
          />
          <Example title={t("ex-up")} code={`curl -s '${origin}/api/health'\ncurl -s '${origin}/api/version'`} />
        </div>
      </Section>
      <Section title={t("do")} note={t("withKey")}>
        <p className="max-w-[72ch] text-ink-2">{t.rich("doKey", to("/developers/keys"))}</p>
        <p className="mt-3 max-w-[72ch] text-ink-2">{t.rich("doHook", to("/developers/webhooks"))}</p>
        <div className="mt-6 grid gap-6 lg:grid-cols-2">
          <Example
            title={t("ex-draft")}
            code={`curl -s '${origin}/api/v1/bounties' \\\n  -H "authorization: Bearer $ASSAY_KEY" -H 'content-type: application/json' \\\n  -d '{"title":"Bank messages","config":{"question":"What is wanted?","labels":["Card","Transfer"]}}'`}
          />
          <Example
            title={t("ex-items")}
            code={`curl -s -H "authorization: Bearer $ASSAY_KEY" --data-binary @items.csv \\\n  '${origin}/api/v1/bounties/<bounty>/import?name=items.csv&format=csv'`}
          />
        </div>
      </Section>
      <Section title={t("refuses")} note={t("problems")}>
        <p className="max-w-[72ch] text-ink-2">
          {t.rich("refusesSays", { num: (words) => <code className="num">{words}</code> })}
        </p>
        <div className="mt-4">
          <Example title={t("ex-nothing")} code={`curl -s '${origin}/api/v1/bounties/nothing'`} />
        </div>
      </Section>
      <RouteSections />
      <Section title={t("cli")} note={t("cliNote")}>
        <div className="grid gap-6 lg:grid-cols-2">
          <Example
            title={t("ex-check")}
            code={`curl -s '${origin}/api/v1/batches/${example.batch}/evidence' -o evidence.jsonl\nbin/assay verify evidence.jsonl --rpc '${rpc}'`}
          />
          {terms.dev && (
            <Example
              title={t("ex-replay")}
              code={`bin/assay replay <folder with votes.csv> --url '${origin}' --annotators 20`}
            />
          )}
        </div>
        <p className="mt-4 text-sm text-ink-3">{t.rich("sameCheck", to("/verify"))}</p>
      </Section>
    </>
  );
}

function Example({ title, code }: { readonly title: string; readonly code: string }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2">
      <h3 className="text-base">{title}</h3>
      <CodeBlock label={title} code={code} />
    </div>
  );
}

/** Ids with which the examples work here; a placeholder while nothing is settled. */
async function exampleIds(): Promise<{ readonly dataset: string; readonly batch: string }> {
  const { exports, settlement } = await server();
  const caller = await callerOf();
  const { datasets } = await exports.listDatasets(caller, { limit: 1 });
  const dataset = datasets[0]?.id;
  if (dataset === undefined) return { dataset: "<bounty>", batch: "<batch>" };
  const { batches } = await settlement.batchesOf(caller, { id: dataset });
  return { dataset, batch: batches.findLast(({ evidence }) => evidence !== null)?.id ?? "<batch>" };
}
