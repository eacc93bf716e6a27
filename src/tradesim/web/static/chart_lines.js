/** What a chart draws of each series: its line, its band, its observed points. */

import { svg } from "./dom.js";
import { colourClass, dashOf } from "./palette.js";

export function seriesLines(series, what, frame) {
  const lines = what.run.charts[what.chart.name]?.[series.name];
  if (!lines) return null;
  return svg(
    "g",
    { class: colourClass(series.name) },
    svg("path", { class: "band", d: bandPath(lines.low, lines.high, frame) }),
    svg("path", {
      class: "line",
      d: linePath(lines.mean, frame),
      "stroke-dasharray": dashOf(series.name) || null,
    }),
  );
}

function point(frame, week, value) {
  return `${frame.x(week).toFixed(1)},${frame.y(value).toFixed(1)}`;
}

/** Return the stretches of weeks in which every one of the lines has a value. */
function stretches(...lines) {
  const found = [];
  let current = null;
  for (let week = 0; week < lines[0].length; week += 1) {
    const isKnown = lines.every((line) => line[week] !== null && line[week] !== undefined);
    if (isKnown && !current) found.push((current = []));
    if (isKnown) current.push(week);
    else current = null;
  }
  return found;
}

function linePath(line, frame) {
  return stretches(line)
    .map((weeks) => `M${weeks.map((week) => point(frame, week, line[week])).join("L")}h.1`)
    .join("");
}

function bandPath(low, high, frame) {
  return stretches(low, high)
    .map((weeks) => {
      const over = weeks.map((week) => point(frame, week, high[week]));
      const under = weeks.map((week) => point(frame, week, low[week])).reverse();
      return `M${over.concat(under).join("L")}Z`;
    })
    .join("");
}

export function observedPoints(what, frame) {
  if (!what.observed) return null;
  const diamond = ([week, value]) => {
    const [x, y] = [frame.x(week).toFixed(1), frame.y(value).toFixed(1)];
    return svg("path", { d: `M${x},${y}m0,-4.5l4.5,4.5l-4.5,4.5l-4.5,-4.5Z` });
  };
  return what.series.map((series) =>
    svg(
      "g",
      { class: `observed ${colourClass(series.name)}` },
      (what.observed[series.name] ?? []).map(diamond),
    ),
  );
}
