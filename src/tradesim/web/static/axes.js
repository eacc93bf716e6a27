/** The frame of a chart: grid, ticks, and the flags of policy dates. */

import { svg } from "./dom.js";
import { numberText } from "./format.js";
import { timeTicks } from "./scale.js";
import { textWidth } from "./labels.js";

const FLAG_GAP = 3;

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

function flagOf(dates, frame) {
  const [first, last] = [dates[0].number, dates[dates.length - 1].number];
  const text = first === last ? `${first}` : `${first}–${last}`;
  const width = textWidth(text, 11) + 8;
  const left = Math.min(frame.x(dates[0].week) - 7, frame.right - width);
  return { dates, text, width, left };
}

/**
 * Gather policy dates under flags that do not touch.
 * @param {Array<{week: number, number: number, label: string}>} dates in order of time
 * @param {Object} frame
 * @returns {Array<{dates: Array, text: string, width: number, left: number}>}
 */
function groupDates(dates, frame) {
  const flags = [];
  for (const date of dates) {
    let flag = flagOf([date], frame);
    while (
      flags.length &&
      flags[flags.length - 1].left + flags[flags.length - 1].width + FLAG_GAP > flag.left
    ) {
      flag = flagOf([...flags.pop().dates, ...flag.dates], frame);
    }
    flags.push(flag);
  }
  return flags;
}

/**
 * Draw a line at each policy date, and a numbered flag above; numbers are those of the list.
 * @param {Object} frame
 * @param {Array<{week: number, number: number, label: string}>} dates
 */
export function policyFlags(frame, dates) {
  const lines = [...new Set(dates.map((date) => date.week))].map((week) =>
    svg("line", { x1: frame.x(week), x2: frame.x(week), y1: frame.top - 5, y2: frame.bottom }),
  );
  const flags = groupDates(dates, frame).map((flag) =>
    svg(
      "g",
      { class: "flag" },
      svg("title", {}, flag.dates.map((date) => date.label).join("; ")),
      svg("rect", { x: flag.left, y: frame.top - 20, width: flag.width, height: 15, rx: 3 }),
      svg(
        "text",
        { x: flag.left + flag.width / 2, y: frame.top - 8.5, "text-anchor": "middle" },
        flag.text,
      ),
    ),
  );
  return svg("g", { class: "dates" }, lines, flags);
}
