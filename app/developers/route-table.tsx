import { useTranslations } from "next-intl";
import { type ApiRoute, GROUPS } from "@/lib/api/api-route";
import { jsonSchemaOf } from "@/lib/api/openapi";
import { ROUTES } from "@/lib/api/routes";
import { Section } from "@/lib/ui/section";
import { Table } from "@/lib/ui/table";

/** Every route by its group, from the list that the server itself goes by; what a route does is told in the API's own words, English. */
export function RouteSections() {
  return Object.entries(GROUPS).map(([group, title]) => (
    <Section key={group} title={title}>
      <RouteTable caption={title} routes={ROUTES.filter((route) => route.group === group)} />
    </Section>
  ));
}

function RouteTable({ caption, routes }: { readonly caption: string; readonly routes: readonly ApiRoute[] }) {
  const t = useTranslations("developers");
  return (
    <Table
      caption={caption}
      rows={routes}
      rowKey={({ id }) => id}
      restack="list"
      columns={[
        {
          key: "method",
          head: t("method"),
          numeric: true,
          width: "80px",
          phone: "start",
          cell: ({ method }) => method,
        },
        {
          key: "path",
          head: t("route"),
          numeric: true,
          width: "38%",
          phone: "full",
          cell: ({ path }) => <span className="[overflow-wrap:anywhere]">{path}</span>,
        },
        { key: "who", head: t("who"), width: "120px", phone: "start", cell: ({ access }) => t(`who-${access}`) },
        { key: "says", head: t("says"), phone: "full", cell: (route) => <Says route={route} /> },
      ]}
    />
  );
}

function Says({ route }: { readonly route: ApiRoute }) {
  const t = useTranslations("developers");
  const sent = [
    ...(route.query ? [[t("query"), route.query] as const] : []),
    ...(route.body && route.body !== "bytes" ? [[t("body"), route.body] as const] : []),
  ];
  return (
    <>
      <span dir="ltr">{route.says}</span>
      {sent.map(([name, schema]) => (
        <details key={name} className="mt-1 text-sm">
          <summary className="cursor-pointer text-ink-3">{name}</summary>
          <pre className="num mt-1 max-h-80 overflow-auto whitespace-pre-wrap text-xs [overflow-wrap:anywhere]">
            {JSON.stringify(jsonSchemaOf(schema), null, 2)}
          </pre>
        </details>
      ))}
    </>
  );
}
