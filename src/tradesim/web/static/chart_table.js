/** The numbers of a chart as a table, made when it is opened. */

import { html, refill } from "./dom.js";
import { dateText, numberText } from "./format.js";

/**
 * Return a fold that holds the table of a chart once it is open.
 * @param {Object} chart
 * @param {function(): {runs: Object, weeks: string[], observed: Object|null}} current
 * @returns {{node: HTMLElement, refresh: function(): void}}
 */
export function chartTable(chart, current) {
  const holder = html("div", {
    class: "scroll",
    tabindex: "0",
    role: "region",
    "aria-label": `Table: ${chart.label}`,
  });
  const node = html(
    "details",
    { class: "table" },
    html("summary", {}, "Numbers as a table"),
    holder,
  );
  const refresh = () => {
    if (node.open) refill(holder, weekTable(chart, current()));
  };
  node.addEventListener("toggle", refresh);
  return { node, refresh };
}

function weekTable(chart, { runs, weeks, observed }) {
  const columns = tableColumns(chart, runs, observed);
  const caption = `${chart.label}: mean, with the 5th and 95th percentile over the runs`;
  return html(
    "table",
    {},
    html("caption", {}, caption),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", { scope: "col" }, "Week of"),
        columns.map((column) => html("th", { scope: "col" }, column.heading)),
      ),
    ),
    html(
      "tbody",
      {},
      weeks.map((monday, week) =>
        html(
          "tr",
          {},
          html("th", { scope: "row" }, dateText(monday)),
          columns.map((column) => html("td", {}, column.text(week))),
        ),
      ),
    ),
  );
}

function tableColumns(chart, runs, observed) {
  const columns = [];
  const form = { ...chart, digits: chart.digits ?? (chart.format === "percent" ? 1 : undefined) };
  for (const series of chart.series) {
    const name = chart.series.length > 1 ? `${series.label}, ` : "";
    for (const [side, run] of Object.entries(runs)) {
      const lines = run?.charts[chart.name]?.[series.name];
      if (!lines) continue;
      columns.push({
        heading: `${name}${side.toUpperCase()}`,
        text: (week) => bandText(lines, week, form),
      });
    }
    const points = new Map(observed?.[series.name] ?? []);
    if (points.size === 0) continue;
    columns.push({
      heading: `${name}observed`,
      text: (week) => (points.has(week) ? numberText(points.get(week), form) : ""),
    });
  }
  return columns;
}

/** Write a mean with its band: 41 % (38 to 44). */
export function bandText(lines, week, form) {
  if (lines.mean[week] === null || lines.mean[week] === undefined) return "–";
  const [low, high] = [lines.low[week], lines.high[week]];
  const band =
    low === null || high === null ? "" : ` (${numberText(low, form)} to ${numberText(high, form)})`;
  return `${numberText(lines.mean[week], form)}${band}`;
}
