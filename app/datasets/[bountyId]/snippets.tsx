import { useTranslations } from "next-intl";
import type { DatasetView } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { CodeBlock } from "@/lib/ui/code-block";
import { Tabs } from "@/lib/ui/tabs";
import { cli, curl, huggingFace, javascript, python } from "./snippet-texts";

type Props = {
  readonly dataset: DatasetView;
  readonly batch: BatchView | undefined;
  /** Absolute. */
  readonly rpcUrl: string;
  readonly origin: string;
};

/** Ways to the data, each of which works as it stands when it is copied. */
export function Snippets({ dataset, batch, rpcUrl, origin }: Props) {
  const t = useTranslations("dataset");
  const panels = [
    { key: "python", label: "Python", content: <CodeBlock label="Python" code={python(dataset, origin)} /> },
    {
      key: "datasets",
      label: "Hugging Face",
      content: <CodeBlock label="Hugging Face" code={huggingFace(dataset, origin)} />,
    },
    {
      key: "javascript",
      label: "JavaScript",
      content: <CodeBlock label="JavaScript" code={javascript(dataset, origin)} />,
    },
    { key: "curl", label: "curl", content: <CodeBlock label="curl" code={curl(dataset, origin)} /> },
    ...(batch
      ? [
          {
            key: "cli",
            label: t("commandLine"),
            content: <CodeBlock label={t("commandLine")} code={cli(batch.id, origin, rpcUrl)} />,
          },
        ]
      : []),
  ];
  return <Tabs label={t("snippets")} panels={panels} />;
}
