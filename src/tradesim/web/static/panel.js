/** One side of a figure: the chart, what it reads this week, and a pointer that picks a week. */

import { html, refill, textScale, watchWidth } from "./dom.js";
import { numberText } from "./format.js";
import { valueTicks } from "./scale.js";
import { drawChart } from "./chart.js";
import { bandText } from "./chart_table.js";
import { flagBar } from "./flags.js";
import { colourClass } from "./palette.js";
import { badge, coverNote } from "./sides.js";
import { followPointer } from "./pointing.js";
import { say } from "./words.js";

const HEIGHT = { wide: 224, narrow: 204 };

export function observedOf(chart, page, store) {
  return store.state.observed ? (page.observed?.[chart.name] ?? null) : null;
}

export function buildPanel(side, chart, page, store) {
  const place = html("div", { class: "plot" });
  const readout = html("p", { class: "readout" });
  let drawn = null;
  let width = 0;
  let shown = chart.series;
  let precise = chart;
  const showWeek = () => {
    const run = store.shownRuns()[side];
    drawn?.showWeek(store.state.week);
    refill(readout, run ? readings(precise, shown, run, store.state.week) : "");
  };
  const redraw = (series = shown) => {
    shown = series;
    const run = store.shownRuns()[side];
    if (!width) return;
    const what = run ? chartOf(side, chart, shown, page, store) : null;
    if (what) precise = { ...chart, digits: readingDigits(chart, what.ticks) };
    drawn = what ? drawChart(what, chartSize(width)) : null;
    refill(place, drawn ? [drawn.node, flagsOf(drawn, what, store)] : coverNote(side, store));
    showWeek();
  };
  watchWidth(place, (pixels) => {
    width = pixels;
    redraw();
  });
  followPointer(place, () => drawn, store);
  const node = html(
    "div",
    { class: "side" },
    html("div", { class: "panel-head" }, badge(side), readout),
    place,
  );
  return { node, redraw, showWeek };
}

function flagsOf(drawn, what, store) {
  const choose = (week) => store.set({ week, playing: false });
  return flagBar(drawn.flags, { weeks: what.weeks, title: what.name, width: drawn.width, choose });
}

function chartSize(width) {
  const scale = textScale();
  return { width, height: width < 420 * scale ? HEIGHT.narrow : HEIGHT.wide, scale };
}

function chartOf(side, chart, series, page, store) {
  const observed = observedOf(chart, page, store);
  const runs = store.shownRuns();
  const name = say("{chart} under policy {side}", { chart: chart.label, side: side.toUpperCase() });
  return {
    chart,
    series,
    observed,
    run: runs[side],
    weeks: page.weeks,
    dates: store.dates(side),
    ticks: valueTicks(chart, Object.values(runs), observed),
    name,
    title: say("{chart}; the table below holds the numbers", { chart: name }),
  };
}

/** Return the decimals that a reading needs on an axis with these ticks. */
export function readingDigits(chart, ticks) {
  const step = (ticks[1] - ticks[0]) * (chart.format === "percent" ? 100 : 1);
  const needed = step >= 5 ? 0 : Math.min(4, 1 - Math.floor(Math.log10(step) + 1e-9));
  return Math.max(needed, chart.digits ?? 0);
}

function readings(chart, shown, run, week) {
  const lines = run.charts[chart.name] ?? {};
  if (chart.series.length === 1) {
    const only = lines[chart.series[0].name];
    return only ? [html("strong", {}, bandText(only, week, chart))] : "";
  }
  return shown.map((series) =>
    html(
      "span",
      { class: colourClass(series.name) },
      `${series.label} `,
      html("strong", {}, numberText(lines[series.name]?.mean[week], chart)),
    ),
  );
}
