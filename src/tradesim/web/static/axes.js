/** The frame of a chart: grid, ticks, and the marks of policy dates. */

import { svg } from "./dom.js";
import { numberText } from "./format.js";
import { timeTicks } from "./scale.js";
import { textWidth } from "./labels.js";

/**
 * Draw the grid lines with the numbers of the value axis.
 * @param {{left: number, right: number, x: Function, y: Function}} frame
 * @param {number[]} ticks
 * @param {Object} chart
 * @returns {SVGElement}
 */
export function valueAxis(frame, ticks, chart) {
  const labels = tickLabels(ticks, chart);
  return svg(
    "g",
    { class: "axis" },
    ticks.map((tick, index) => [
      svg("line", { x1: frame.left, x2: frame.right, y1: frame.y(tick), y2: frame.y(tick) }),
      svg("text", { x: frame.left - 7, y: frame.y(tick) + 4, "text-anchor": "end" }, labels[index]),
    ]),
  );
}

/** Write ticks with as many decimals as tell them apart. */
function tickLabels(ticks, chart) {
  for (let digits = 0; digits < 4; digits += 1) {
    const labels = ticks.map((tick) => numberText(tick, { ...chart, digits }));
    const shown = ticks.map((tick) =>
      Number((chart.format === "percent" ? 100 * tick : tick).toFixed(digits)),
    );
    const isExact = shown.every(
      (value, index) =>
        Math.abs(value - (chart.format === "percent" ? 100 : 1) * ticks[index]) < 1e-9,
    );
    if (isExact || digits === 3) return labels;
  }
  return [];
}

/** Return the pixels that the numbers of a value axis need. */
export function axisRoom(ticks, chart) {
  return Math.ceil(Math.max(...tickLabels(ticks, chart).map((label) => textWidth(label, 12)))) + 10;
}

/**
 * Draw the time axis.
 * @param {Object} frame as in `valueAxis`, with top and bottom
 * @param {string[]} weeks
 */
export function timeAxis(frame, weeks) {
  const ticks = timeTicks(weeks, frame.right - frame.left);
  return svg(
    "g",
    { class: "axis" },
    svg("line", {
      class: "base",
      x1: frame.left,
      x2: frame.right,
      y1: frame.bottom,
      y2: frame.bottom,
    }),
    ticks.map((tick) => [
      svg("line", {
        class: "base",
        x1: frame.x(tick.week),
        x2: frame.x(tick.week),
        y1: frame.bottom,
        y2: frame.bottom + (tick.major ? 6 : 4),
      }),
      svg(
        "text",
        {
          x: frame.x(tick.week),
          y: frame.bottom + 18,
          "text-anchor": "middle",
          class: tick.major ? "major" : null,
        },
        tick.label,
      ),
    ]),
  );
}

/**
 * Mark where policies change: a line at a date that has its own flag, and a shade over the weeks of
 * dates that share one, with a tick at each of them.
 * @param {Object} frame
 * @param {Array<{dates: Array<{week: number}>}>} flags
 */
export function dateMarks(frame, flags) {
  const weeksOf = (flag) => [...new Set(flag.dates.map((date) => date.week))];
  return svg(
    "g",
    { class: "dates" },
    flags.map((flag) => dateMark(frame, weeksOf(flag))),
  );
}

function dateMark(frame, weeks) {
  const places = weeks.map(frame.x);
  const tall = { y1: frame.top - 5, y2: frame.bottom };
  if (places.length === 1) return [svg("line", { x1: places[0], x2: places[0], ...tall })];
  const width = places[places.length - 1] - places[0];
  return [
    svg("rect", { x: places[0], y: frame.top - 5, width, height: frame.bottom - frame.top + 5 }),
    ...places.map((x) =>
      svg("line", { class: "tick", x1: x, x2: x, y1: frame.top - 5, y2: frame.top + 3 }),
    ),
  ];
}
