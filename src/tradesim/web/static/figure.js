/** A figure: one chart under policy A beside the same chart under policy B, on one scale. */

import { html, refill } from "./dom.js";
import { chartTable } from "./chart_table.js";
import { exportTools } from "./exports.js";
import { isEmptyOf } from "./key_series.js";
import { buildPanel, observedOf } from "./panel.js";
import { say } from "./words.js";

const WORTH_DRAWING = 0.01; // share of the highest value

/**
 * Build the figure of a chart.
 * @param {Object} chart as in the page's data
 * @param {Object} page
 * @param {Object} store
 * @returns {HTMLElement}
 */
export function buildFigure(chart, page, store) {
  const panels = ["a", "b"].map((side) => buildPanel(side, chart, page, store));
  const current = () => ({
    chart,
    runs: store.shownRuns(),
    weeks: page.weeks,
    observed: observedOf(chart, page, store),
  });
  const table = chartTable(chart, current);
  const sides = html("div", { class: "sides" }, panels.map((panel) => panel.node));
  const tools = exportTools(() => ({
    ...current(),
    name: say("{chart}, policy A and policy B", { chart: chart.label }),
    drawings: [...sides.querySelectorAll("svg.chart")],
  }));
  const note = html("p", { class: "note" });
  const unit =
    chart.format === "percent" || !chart.unit || chart.unit === "1" ? "" : `, ${chart.unit}`;
  const redraw = () => {
    const runs = store.shownRuns();
    const isEmpty = runs.a && runs.b && [runs.a, runs.b].every((run) => isEmptyOf(run, chart));
    const shown = isEmpty ? chart.series : drawnSeries(chart, runs);
    sides.hidden = Boolean(isEmpty);
    tools.node.hidden = Boolean(isEmpty) || !runs.a;
    panels.forEach((panel) => panel.redraw(shown));
    refill(note, isEmpty ? say("Nothing of it under either policy.") : noteText(chart, shown, page, store));
    table.refresh();
  };
  store.on(["runs", "covered", "observed", "projector"], redraw);
  store.on(["week"], () => panels.forEach((panel) => panel.showWeek()));
  redraw();
  return html(
    "section",
    { class: "figure", "aria-label": chart.label },
    html("div", { class: "figure-head" }, html("h3", {}, `${chart.label}${unit}`), tools.node),
    chart.help ? html("p", { class: "note" }, chart.help) : null,
    sides,
    note,
    table.node,
  );
}
/** Leave out lines that lie on the axis throughout; the note under the figure names them. */
function drawnSeries(chart, runs) {
  if (chart.series.length < 2) return chart.series;
  const peaks = chart.series.map((series) =>
    Math.max(
      0,
      ...Object.values(runs)
        .filter(Boolean)
        .flatMap((run) => run.charts[chart.name]?.[series.name]?.high ?? []),
    ),
  );
  const least = WORTH_DRAWING * Math.max(...peaks);
  return chart.series.filter((_, index) => peaks[index] > least);
}

function noteText(chart, shown, page, store) {
  const { a, b } = store.shownRuns();
  if (!a && !b) return ""; // covered, or not here yet: nothing is known of any line
  const parts = [];
  const left = chart.series
    .filter((series) => !shown.includes(series))
    .map((series) => series.label);
  if (left.length) parts.push(say("Not drawn, near nothing throughout: {lines}.", { lines: left.join(", ") }));
  if (observedOf(chart, page, store)) {
    const source = page.observed_sources?.[chart.name];
    parts.push(`◇ ${say("Observed.")} ${source ?? ""}`);
  }
  return parts.join(" ");
}
