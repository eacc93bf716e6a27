/** The numbers of a chart as a table, made when it is opened. */

import { html } from "./dom.js";
import { dateText, numberText } from "./format.js";
import { folded, row, table } from "./table.js";
import { say } from "./words.js";

/**
 * Return a fold that holds the table of a chart once it is open.
 * @param {Object} chart
 * @param {function(): {runs: Object, weeks: string[], observed: Object|null}} current
 * @returns {{node: HTMLElement, refresh: function(): void}}
 */
export function chartTable(chart, current) {
  const label = say("Table: {chart}", { chart: chart.label });
  return folded(label, say("Numbers as a table"), () => weekTable(chart, current()));
}

function weekTable(chart, { runs, weeks, observed }) {
  const columns = tableColumns(chart, runs, observed);
  const caption =
    say("{chart}: mean, and from and to the 5th and 95th percentile over the runs", {
      chart: chart.label,
    }) + unitClause(chart);
  const heads = [say("Week of"), ...columns.map((column) => column.heading)];
  const cells = (week) => columns.map((column) => cellText(column.value(week), chart));
  const rows = weeks.map((monday, week) => row(dateText(monday), cells(week)));
  return table({}, html("caption", {}, caption), heads, rows);
}

/**
 * Return the columns of a chart's numbers, one number a cell.
 * @returns {Array<{heading: string, value: function(number): number|null}>}
 */
export function tableColumns(chart, runs, observed) {
  const columns = [];
  for (const series of chart.series) {
    const name = chart.series.length > 1 ? `${series.label}, ` : "";
    for (const [side, run] of Object.entries(runs)) {
      const lines = run?.charts[chart.name]?.[series.name];
      if (!lines) continue;
      const heading = `${name}${side.toUpperCase()}`.replace(/, $/, "");
      columns.push({ heading, value: (week) => lines.mean[week] });
      columns.push({ heading: say("{column} from", { column: heading }), value: (week) => lines.low[week] });
      columns.push({ heading: say("{column} to", { column: heading }), value: (week) => lines.high[week] });
    }
    const points = new Map(observed?.[series.name] ?? []);
    if (points.size === 0) continue;
    columns.push({ heading: name ? say("{column}observed", { column: name }) : say("observed"), value: (week) => points.get(week) ?? null });
  }
  return columns;
}

function cellText(value, chart) {
  if (value === null || value === undefined) return "";
  if (chart.format === "percent") return numberText(100 * value, { digits: chart.digits || 1 });
  return numberText(value, { digits: chart.digits });
}

/** Write a mean with its band: 41 % (38 to 44). */
export function bandText(lines, week, given) {
  if (lines.mean[week] === null || lines.mean[week] === undefined) return "–";
  const [low, high] = [lines.low[week], lines.high[week]];
  const size = given.format === "percent" ? 100 : 1;
  const isWhole = [lines.mean[week], low, high].every((value) => Number.isInteger(size * value));
  const form = isWhole ? { ...given, digits: 0 } : given;
  const band =
    low === null || high === null ? "" : ` ${say("({low} to {high})", { low: numberText(low, form), high: numberText(high, form) })}`;
  return `${numberText(lines.mean[week], form)}${band}`;
}

/** Return what the numbers of a chart are counted in, as the end of its caption. */
function unitClause(chart) {
  if (chart.format === "percent") return say(", in per cent");
  return chart.unit ? say(", in {unit}", { unit: chart.unit }) : "";
}
