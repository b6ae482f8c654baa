import type { PayRuleName } from "@/lib/referee/pay-rules";
import { KIND_NAMES, type Simulation } from "./simulation";

const WIDTH = 860;
const LEFT = 170;
const RIGHT = 24;
const TOP = 74;
const ROW = 40;
/** The axis ends here; more is drawn at its end. */
const MOST = 2.8;

const PAPER = "#fbfbf9";
const INK = "#191917";
const QUIET = "#66665e";
const LINE = "#d9d8d0";
/** Each rule has a place within a row and a mark of its own, so that it is told without colour too. */
const MARKS: readonly { readonly rule: PayRuleName; readonly dy: number; readonly attributes: string }[] = [
  { rule: "pmi-v1", dy: -9, attributes: `fill="#cfa136" stroke="#87620f"` },
  { rule: "posterior-v1", dy: 1, attributes: `fill="${INK}" stroke="${INK}"` },
  { rule: "flat-v1", dy: 11, attributes: `fill="${PAPER}" stroke="${QUIET}"` },
];

const xOf = (value: number): number => round(LEFT + (Math.min(value, MOST) / MOST) * (WIDTH - LEFT - RIGHT));
const round = (value: number): number => Math.round(value * 10) / 10;

/** Pay per answer of each kind as an SVG: a row a kind, a dot a crowd, ink on paper and gold for the default rule. */
export function figure({ rows, crowds, seed }: Simulation): string {
  const height = TOP + KIND_NAMES.length * ROW + 46;
  const ticks = [0, 0.5, 1, 1.5, 2, 2.5];
  const bottom = TOP + KIND_NAMES.length * ROW;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="Geist, system-ui, sans-serif" font-size="13" fill="${INK}" role="img" aria-label="Pay per answer of each kind of account under three pay rules">
<rect width="${WIDTH}" height="${height}" fill="${PAPER}"/>
<text x="20" y="28" font-size="16" font-weight="600">Pay per answer, 1 = an even share</text>
${MARKS.map(({ rule, attributes }, i) => `<circle cx="${27 + i * 130}" cy="50" r="4.5" ${attributes}/><text x="${38 + i * 130}" y="54.5">${rule}</text>`).join("\n")}
<text x="${WIDTH - RIGHT}" y="54.5" text-anchor="end" fill="${QUIET}">a dot is one of ${crowds.length} real crowds</text>
${ticks.map((tick) => `<line x1="${xOf(tick)}" x2="${xOf(tick)}" y1="${TOP}" y2="${bottom}" stroke="${tick === 1 ? INK : LINE}" stroke-width="${tick === 1 ? 1.2 : 1}"/><text x="${xOf(tick)}" y="${bottom + 18}" text-anchor="middle" fill="${QUIET}">${tick}</text>`).join("\n")}
${KIND_NAMES.map((kind, i) => rowOf(kind, TOP + i * ROW, rows)).join("\n")}
<text x="20" y="${height - 10}" fill="${QUIET}" font-size="12">npm run simulate, seed ${seed}, base share one half</text>
</svg>
`;
}

function rowOf(kind: string, y: number, rows: Simulation["rows"]): string {
  const middle = y + ROW / 2;
  const dots = MARKS.flatMap(({ rule, dy, attributes }) =>
    rows
      .filter((row) => row.kind === kind && row.rule === rule)
      .map(({ perAnswer }) => `<circle cx="${xOf(perAnswer)}" cy="${middle + dy}" r="4" ${attributes}/>`),
  );
  return `<text x="20" y="${middle + 4.5}">${kind}</text><line x1="20" x2="${WIDTH - RIGHT}" y1="${y + ROW}" y2="${y + ROW}" stroke="${LINE}"/>${dots.join("")}`;
}
