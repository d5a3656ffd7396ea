/** The estimate of series for people: what is kept and dropped, what it costs, and what it takes for granted. */
import type { EstateSeries } from "../stacks";
import type { Colours } from "./streams";

type Source = EstateSeries["sources"][number];
type Known = Source["kept"];

/** Spaces between columns. */
const GAP = "   ";

const COLUMNS = ["instances", "kept", "dropped", "USD a month", "USD saved"] as const;

/** Names of columns are at least this wide, for numbers of seven digits. */
const NARROWEST = 9;

/** Lines for standard output; an empty line at the end. */
export function seriesText(series: EstateSeries, colours: Colours): readonly string[] {
  if (series.sources.length === 0) return ["Series kept and dropped: nothing of the estate sends metrics.", ""];
  const { bold, dim } = colours;
  return [
    "",
    ...table(series, colours),
    ...share(series),
    volumeText("Logs", series.total.logs),
    volumeText("Traces", series.total.traces),
    bold("Not known, and not counted"),
    ...[...unknownOf(series), ...series.uncounted].map((line) => `  ${line}`),
    bold("Assumed in telemetry.allowList.usage"),
    dim(`  ${assumptions(series.assumptions)}`),
    bold("Prices"),
    ...series.prices.map((line) => dim(`  ${priceText(line)}`)),
    "",
  ];
}

function table({ sources, total }: EstateSeries, { bold }: Colours): readonly string[] {
  const isLess = sources.some((source) => source.unknown.length > 0);
  const all = isLess ? "In all, at least" : "In all";
  const first = "Active series, estimated";
  const width = Math.max(...[first, all, ...sources.map(({ name }) => name)].map(({ length }) => length));
  const head = [first.padEnd(width), ...COLUMNS.map((column) => column.padStart(NARROWEST))];
  const rows = sources.map((source) => [source.name.padEnd(width), ...cells(source.instances, source)]);
  return [head, ...rows, [all.padEnd(width), ...cells(undefined, total)]].map((row, index) =>
    index === 0 || index > sources.length ? bold(row.join(GAP)) : row.join(GAP),
  );
}

function cells(
  instances: number | undefined,
  { kept, dropped, keptUsd, droppedUsd }: Pick<Source, "kept" | "dropped" | "keptUsd" | "droppedUsd">,
): readonly string[] {
  const texts = [
    instances === undefined ? "" : whole(instances),
    whole(kept),
    whole(dropped),
    money(keptUsd),
    money(droppedUsd),
  ];
  return texts.map((text, index) => text.padStart(Math.max(NARROWEST, COLUMNS[index]?.length ?? 0)));
}

function share({ total: { kept, dropped } }: EstateSeries): readonly string[] {
  if (kept === "unknown" || dropped === "unknown" || kept + dropped === 0) return [];
  return [`${String(Math.round((100 * kept) / (kept + dropped)))} % of what is counted is kept.`];
}

function volumeText(title: string, { gigabytes, usd }: Source["logs"]): string {
  if (gigabytes === "unknown") return `${title}: how many GB a month is unknown.`;
  return `${title}: ${whole(gigabytes)} GB a month, ${usd === "unknown" ? "at an unknown price" : `${money(usd)} USD`}.`;
}

function unknownOf({ sources }: EstateSeries): readonly string[] {
  return sources.flatMap(({ name, unknown }) => unknown.map((text) => `${name}: ${text}`));
}

/** Numbers that hold for the whole estate, in the words of the config; exceptions by number only. */
function assumptions({ services, hostsByRole, ...usage }: EstateSeries["assumptions"]): string {
  const general = Object.entries(usage).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(" ") : String(value)}`,
  );
  const own = Object.entries({ services, hostsByRole }).flatMap(([name, entries]) =>
    Object.keys(entries).length === 0 ? [] : [`${name}: ${Object.keys(entries).join(" ")}`],
  );
  return [...general, ...own].join(", ");
}

function priceText({ of, destination, usd, per, plan, date, url, included }: EstateSeries["prices"][number]): string {
  const amount = usd === "unknown" ? "unknown" : `${money(usd)} USD for ${per}`;
  const read = date === undefined || url === undefined ? "" : `, read ${date}, ${url}`;
  const free = included === undefined ? "" : `; the first ${whole(included)} are included and not taken off`;
  return `${of} to ${destination}: ${amount} (${plan}${read})${free}`;
}

function whole(count: Known): string {
  return count === "unknown" ? count : count.toLocaleString("en-US", { maximumFractionDigits: 1 });
}

function money(usd: Known): string {
  return usd === "unknown" ? usd : usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
