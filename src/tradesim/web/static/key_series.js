/** What the key chart shows: one series of one chart, under both policies. */

import { numberedDates, samePositions } from "./store.js";
import { valueTicks } from "./scale.js";
import { say } from "./words.js";

/**
 * Return every series of every chart, as the key chart offers them.
 * @param {Object} page
 * @returns {Array<{chart: Object, series: Object, label: string}>}
 */
export function keyChoices(page) {
  return page.charts.flatMap((chart) =>
    chart.series.map((series) => ({
      chart,
      series,
      label: chart.series.length > 1 ? `${chart.label}: ${series.label}` : chart.label,
    })),
  );
}

/** Return the choice at the start: stock of the good whose flows are drawn, or else the first. */
export function firstKey(page) {
  const choices = keyChoices(page);
  const isStock = (each) => each.chart.name === "cover" && each.series.label === page.network.item;
  return Math.max(0, choices.findIndex(isStock));
}

/** Return what is drawn, as `drawChart` takes it; null while nothing may be shown. */
export function pairedChart(page, store) {
  const runs = store.shownRuns();
  const chosen = keyChoices(page)[store.state.key];
  if (!chosen || !runs.a || !runs.b) return null;
  const lines = {};
  const series = ["a", "b"].map((side) => {
    const policy = policyName(page, store.state[side]);
    const name = `policy ${side}`;
    lines[name] = runs[side].charts[chosen.chart.name]?.[chosen.series.name];
    return { name, side, policy, label: `${side.toUpperCase()}: ${policy}` };
  });
  const chart = { ...chosen.chart, label: chosen.label, series };
  const run = { charts: { [chart.name]: lines } };
  const points = store.state.observed ? page.observed?.[chart.name]?.[chosen.series.name] : null;
  const observed = points ? { [series[0].name]: points } : null;
  const side = store.dates("a").length > store.dates("b").length ? "a" : "b";
  const unit = chart.format === "percent" || !chart.unit ? "" : `, ${chart.unit}`;
  return {
    chart,
    series,
    run,
    observed,
    weeks: page.weeks,
    dates: store.dates(side),
    ticks: valueTicks(chart, [run], observed),
    isEmpty: isEmptyOf(run, chart),
    name: chart.label,
    flagTitle: keyTitle(side),
    title: say("{chart}, under policy A and policy B", { chart: `${chart.label}${unit}` }),
  };
}

/** Say whether all that a chart would draw is nothing. */
export function isEmptyOf(run, chart) {
  const lines = Object.values(run.charts[chart.name] ?? {});
  return lines.every((line) => line.high.every((value) => !value));
}

/** Return the name of the baseline that positions are, or say that they are one's own. */
export function policyName(page, positions) {
  const known = page.baselines.find((each) => samePositions(each.positions, positions));
  return known?.label ?? say("own setting");
}

/** Return the key chart of a handout: its lines where they may be shown, else axes and dates. */
export function questionChart(page, store) {
  const { covered, sealed, runs, key } = store.state;
  const shown = covered || sealed ? null : pairedChart(page, store);
  if (shown) return shown;
  const { chart, label } = keyChoices(page)[key];
  const both = [runs.a, runs.b].filter(Boolean);
  const dates = numberedDates(page, runs.b ?? runs.a);
  return {
    chart: { ...chart, label },
    series: [],
    run: null,
    observed: null,
    weeks: page.weeks,
    dates,
    ticks: valueTicks(chart, both, null),
    flagTitle: keyTitle("b"),
    title: chart.unit && chart.format !== "percent" ? `${label}, ${chart.unit}` : label,
  };
}

function keyTitle(side) {
  return say("the key chart, policy {side}", { side: side.toUpperCase() });
}
