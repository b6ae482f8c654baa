/** No HTML, no images, links that say nothing of us. */
import ReactMarkdown, { type Components } from "react-markdown";

/** A remote image would tell its host who reads: only its words are shown. Headings stand under the page's own. */
const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener nofollow">
      {children}
    </a>
  ),
  img: ({ alt }) => <span className="text-ink-3">[image: {alt === undefined || alt === "" ? "no words" : alt}]</span>,
  h1: "h3",
  h2: "h3",
  h3: "h4",
  h4: "h5",
  h5: "h5",
  h6: "h5",
};

export default function MarkdownReader({ children }: { children: string }) {
  return (
    <ReactMarkdown components={COMPONENTS} skipHtml>
      {children}
    </ReactMarkdown>
  );
}
