import type { Metadata } from "next";
import { callerOf } from "@/lib/http";
import { chainTerms, server } from "@/lib/server";
import { CodeBlock } from "@/lib/ui/code-block";
import { Link } from "@/lib/ui/link";
import { PageHead } from "@/lib/ui/page-head";
import { Section } from "@/lib/ui/section";
import { requestOrigin } from "../request-origin";
import { RouteSections } from "./route-table";

export const metadata: Metadata = { title: "API and command line" };

/** The API in words: every page uses it. The examples run against this server as they stand. */
export default async function DevelopersPage() {
  const [origin, example, terms] = await Promise.all([requestOrigin(), exampleIds(), chainTerms()]);
  const rpc = new URL(terms.rpcUrl, origin).href;
  return (
    <>
      <PageHead
        title="API and command line"
        sub="Pages, programs and the command line use the same routes. JSON both ways; amounts are base units in decimal digits."
      />
      <p className="max-w-[72ch] text-ink-2">
        For generated clients: <Link href="/api/v1/openapi.json">the whole API as OpenAPI 3.1</Link>, made from the
        schemas by which this server reads what it is sent.
      </p>
      <Section title="Read" note="no sign-in">
        <div className="grid gap-6 lg:grid-cols-2">
          <Example
            title="Open bounties, best paid first"
            code={`curl -s '${origin}/api/v1/bounties?state=open&sort=pay'`}
          />
          <Example title="Where the money is" code={`curl -s '${origin}/api/v1/chain'`} />
          <Example
            title="A dataset as CSV"
            code={`curl -sOJ '${origin}/api/v1/datasets/${example.dataset}/export?format=csv'`}
          />
          <Example
            title="Is it up, and which version"
            code={`curl -s '${origin}/api/health'\ncurl -s '${origin}/api/version'`}
          />
        </div>
      </Section>
      <Section title="Do" note="with a key">
        <p className="max-w-[72ch] text-ink-2">
          A program signs in with a key: <Link href="/developers/keys">make one</Link>, and say what it may do. Answers
          are signed besides by a key that the wallet vouches for once (EIP-712), so that each can be checked for ever.
        </p>
        <p className="mt-3 max-w-[72ch] text-ink-2">
          A server need not ask again and again: a <Link href="/developers/webhooks">webhook</Link> tells it when a file
          was read, a bounty opened or closed, a settlement stands, or an export is written.
        </p>
        <div className="mt-6 grid gap-6 lg:grid-cols-2">
          <Example
            title="Make a draft"
            code={`curl -s '${origin}/api/v1/bounties' \\\n  -H "authorization: Bearer $ASSAY_KEY" -H 'content-type: application/json' \\\n  -d '{"title":"Bank messages","config":{"question":"What is wanted?","labels":["Card","Transfer"]}}'`}
          />
          <Example
            title="Bring its items, streamed"
            code={`curl -s -H "authorization: Bearer $ASSAY_KEY" --data-binary @items.csv \\\n  '${origin}/api/v1/bounties/<bounty>/import?name=items.csv&format=csv'`}
          />
        </div>
      </Section>
      <Section title="When it refuses" note="RFC 9457 problem details">
        <p className="max-w-[72ch] text-ink-2">
          Every refusal has a status, a stable <code className="num">code</code>, and words that say what to do; for
          forms and files also each place with its reason.
        </p>
        <div className="mt-4">
          <Example title="A bounty that is not there" code={`curl -s '${origin}/api/v1/bounties/nothing'`} />
        </div>
      </Section>
      <RouteSections />
      <Section title="Command line" note="in the repository, after npm ci">
        <div className="grid gap-6 lg:grid-cols-2">
          <Example
            title="Check a batch again from its evidence"
            code={`curl -s '${origin}/api/v1/batches/${example.batch}/evidence' -o evidence.jsonl\nbin/assay verify evidence.jsonl --rpc '${rpc}'`}
          />
          {terms.dev && (
            <Example
              title="Replay a recorded crowd through this server"
              code={`bin/assay replay <folder with votes.csv> --url '${origin}' --annotators 20`}
            />
          )}
        </div>
        <p className="mt-4 text-sm text-ink-3">
          The same check runs in the browser, with no program to install: <Link href="/verify">verify a batch</Link>.
        </p>
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
