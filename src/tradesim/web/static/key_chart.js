/** The key chart: one line under policy A and under policy B in one drawing, with their bands. */

import { html, refill, textScale, watchWidth } from "./dom.js";
import { drawChart } from "./chart.js";
import { flagBar } from "./flags.js";
import { badge, coverNote } from "./sides.js";
import { exportTools } from "./exports.js";
import { readingDigits } from "./panel.js";
import { followPointer } from "./pointing.js";
import { bandText } from "./chart_table.js";
import { pairedChart, keyChoices } from "./key_series.js";
import { fittingHeight, watchRoom } from "./fitting.js";
import { say } from "./words.js";

/** Build the card of the key chart; the series it shows is `store.state.key`. */
export function buildKeyChart(page, store) {
  const place = html("div", { class: "plot" });
  const legend = html("p", { class: "legend" });
  const note = html("p", { class: "note" });
  const [choice, tools] = [seriesChoice(page, store), exportTools(() => exported(page, store, place))];
  let drawn = null;
  let width = 0;
  let height = 0;
  const showWeek = () => {
    drawn?.showWeek(store.state.week);
    refill(legend, drawn ? keyReadings(page, store) : "");
  };
  const redraw = () => {
    if (!width) return;
    const what = pairedChart(page, store);
    height = fittingHeight(place, height);
    drawn = what ? drawChart(what, { width, height, scale: textScale() }) : null;
    const choose = (week) => store.set({ week, playing: false });
    const flags = drawn && flagBar(drawn.flags, { weeks: page.weeks, title: what.flagTitle, width: drawn.width, choose });
    refill(place, drawn ? [drawn.node, flags] : coverNote("b", store));
    refill(note, what ? readingNote(what, store) : "");
    tools.node.hidden = !drawn || store.state.sealed;
    showWeek();
  };
  watchWidth(place, (pixels) => {
    width = pixels;
    redraw();
  });
  watchRoom(() => {
    if (width && fittingHeight(place, height) !== height) redraw();
  });
  followPointer(place, () => drawn, store);
  store.on(["runs", "covered", "sealed", "key", "projector", "observed", "stage"], redraw);
  store.on(["week"], showWeek);
  return html(
    "section",
    { class: "card key", "aria-label": say("Key chart") },
    html("div", { class: "key-head" }, choice, legend),
    place,
    html("div", { class: "key-foot" }, note, tools.node),
  );
}

/** Say what stands on the chart, and what it is not. */
function readingNote({ isEmpty }, store) {
  if (isEmpty) return say("Nothing of it under either policy.");
  return say("Line: mean of {count} runs. Band: nine runs in ten. A model, no forecast.", {
    count: store.state.runs.b.runs,
  });
}

/** Return what may be saved: the drawing, and the numbers of the two sides as one chart. */
function exported(page, store, place) {
  const what = pairedChart(page, store);
  const drawing = place.querySelector("svg.chart");
  if (!what || !drawing) return null;
  return {
    name: what.chart.label,
    chart: what.chart,
    runs: { "": what.run },
    weeks: page.weeks,
    observed: what.observed,
    drawings: [drawing],
  };
}

function keyReadings(page, store) {
  const what = pairedChart(page, store);
  const chart = { ...what.chart, digits: readingDigits(what.chart, what.ticks) };
  return what.series.map((series) =>
    html(
      "span",
      { class: `legend-${series.side}` },
      badge(series.side),
      ` ${series.policy}: `,
      html("strong", {}, bandText(what.run.charts[what.chart.name][series.name], store.state.week, chart)),
    ),
  );
}

function seriesChoice(page, store) {
  const choices = keyChoices(page);
  const select = html(
    "select",
    { "aria-label": say("Shown on the key chart"), change: () => store.set({ key: Number(select.value) }) },
    choices.map((each, index) => html("option", { value: index }, each.label)),
  );
  const refresh = () => {
    select.value = store.state.key;
  };
  store.on(["key"], refresh);
  refresh();
  return select;
}
