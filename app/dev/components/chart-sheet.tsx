import { BarList } from "@/lib/ui/bar-list";
import { formatShare } from "@/lib/ui/format-number";
import { HeatMap } from "@/lib/ui/heat-map";
import { Histogram } from "@/lib/ui/histogram";
import { IntervalDots } from "@/lib/ui/interval-dots";
import { LineChart } from "@/lib/ui/line-chart";
import { Link } from "@/lib/ui/link";
import { Section } from "@/lib/ui/section";
import { LABELS } from "./examples";

const FINENESS = [771, 812, 838, 851, 874, 889, 902, 911, 921, 928, 934, 939, 943, 947];
const ASSISTED = [655, 702, 731, 748, 762, 779, 786, 793, 799, 801, 806, 809, 811, 812];
const BLIND = [612, 668, 694, 701, 727, 738, 741, 752, 757, 761, 764, 766, 769, 771];

const CONFUSION = [
  [94, 3, 0, 0, 0, 1, 2],
  [2, 90, 3, 2, 1, 0, 2],
  [0, 5, 92, 1, 1, 0, 1],
  [0, 3, 1, 88, 5, 1, 2],
  [0, 2, 1, 7, 89, 0, 1],
  [2, 1, 0, 1, 0, 95, 1],
  [4, 7, 2, 8, 3, 5, 71],
];

export function ChartSheet() {
  return (
    <Section title="Charts">
      <div className="ui-board">
        <div className="col-span-7 max-lg:col-span-full">
          <LineChart
            title="Agreement settled after day six; purity is still rising"
            unit="fineness (0–1) and Krippendorff’s α on blind and assisted answers, by day; band: 95 % interval of blind α"
            summary="Over 14 days fineness rises from .771 to .947, assisted alpha from .655 to .812, blind alpha from .612 to .771"
            xName="day"
            series={[
              { name: "Fineness", tone: "gold", points: pointsOf(FINENESS) },
              { name: "Assisted α", tone: "ink", points: pointsOf(ASSISTED) },
              { name: "Blind α", tone: "soft", points: pointsOf(BLIND) },
            ]}
            band={BLIND.map((value, day) => ({
              x: day + 1,
              low: value / 1000 - 0.09 / (day + 2),
              high: value / 1000 + 0.09 / (day + 2),
            }))}
            xTicks={[
              { at: 1, label: "day 1" },
              { at: 4, label: "4" },
              { at: 7, label: "7" },
              { at: 10, label: "10" },
              { at: 14, label: "14" },
            ]}
            yTicks={[0.5, 0.6, 0.7, 0.8, 0.9, 1].map((at) => ({ at, label: at === 1 ? "1" : formatShare(at, 1) }))}
            write={(y) => formatShare(y)}
          />
        </div>
        <div className="col-span-5 max-lg:col-span-full">
          <HeatMap
            title="“Something else” leaks into Transfer and Card payment"
            unit="answers (columns) to items whose label is (rows), % of the row; gold is agreement"
            summary="Confusion between seven labels. Largest: Something else answered as Transfer, 8 percent."
            labels={LABELS}
            percent={CONFUSION}
            href={(row, column) => `/dev/components?row=${row}&column=${column}`}
            note={
              <>
                Split “Something else”, or say where unclear transfers go.{" "}
                <Link href="/">29 items behind these cells</Link>
              </>
            }
          />
        </div>
        <div className="col-span-7 max-lg:col-span-full">
          <IntervalDots
            title="Two of four are clear of the bar; one is paused"
            unit="reliability in this skill with 95 % interval; dashed: the bar, .70"
            bar={0.7}
            heads={{ label: "Annotator", count: "Answers", mean: "Mean" }}
            toneWords={{ ink: "clear of the bar", doubt: "under it, too few gold answers yet", fail: "paused" }}
            rows={[
              {
                label: "0x7c3e…91af",
                count: 412,
                low: 0.936,
                mean: 0.958,
                high: 0.975,
                tone: "ink",
                href: "/dev/components",
              },
              {
                label: "0xe95c…6b8f",
                count: 96,
                low: 0.712,
                mean: 0.803,
                high: 0.876,
                tone: "ink",
                href: "/dev/components",
              },
              { label: "0xb2c1…5507", count: 41, low: 0.63, mean: 0.731, high: 0.82, tone: "doubt" },
              { label: "0x9e6d…a1fc", count: 96, low: 0.464, mean: 0.588, high: 0.705, tone: "fail" },
            ]}
            more={<Link href="/">9 more with under 20 answers</Link>}
          />
        </div>
        <div className="col-span-5 grid gap-10 max-lg:col-span-full">
          <Histogram
            title="Three answers settle most items"
            unit="items by answers so far; pale: not yet at 3"
            summary="314 items with none, 58 with one, 122 with two, 1,064 with three, 301 with four, 141 with five"
            placeName="answers"
            countName="items"
            columns={[314, 58, 122, 1064, 301, 141].map((count, index) => ({
              label: String(index),
              count,
              ...(index < 3 && { tone: "soft" as const }),
            }))}
          />
          <BarList
            title="Labels"
            unit="items by winning label"
            items={[446, 412, 388, 231, 197, 184, 142].map((count, index) => ({ label: LABELS[index] ?? "", count }))}
          />
        </div>
      </div>
    </Section>
  );
}

function pointsOf(permille: readonly number[]) {
  return permille.map((value, day) => ({ x: day + 1, y: value / 1000 }));
}
