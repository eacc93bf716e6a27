/** The frame of a chart: grid, ticks, and the flags of policy dates. */

import { svg } from "./dom.js";
import { numberText } from "./format.js";
import { timeTicks } from "./scale.js";
import { textWidth } from "./labels.js";

const FLAG_ROOM = 22;

/**
 * Draw the grid lines with the numbers of the value axis.
 * @param {{left: number, right: number, x: Function, y: Function}} frame
 * @param {number[]} ticks
 * @param {Object} chart
 * @returns {SVGElement}
 */
export function valueAxis(frame, ticks, chart) {
  const labels = tickLabels(ticks, chart);
  return svg("g", { class: "axis" }, ticks.map((tick, index) => [
    svg("line", { x1: frame.left, x2: frame.right, y1: frame.y(tick), y2: frame.y(tick) }),
    svg("text", { x: frame.left - 7, y: frame.y(tick) + 4, "text-anchor": "end" }, labels[index]),
  ]));
}

/** Write ticks with as many decimals as tell them apart. */
export function tickLabels(ticks, chart) {
  for (let digits = 0; digits < 4; digits += 1) {
    const labels = ticks.map((tick) => numberText(tick, { ...chart, digits }));
    const shown = ticks.map((tick) => Number((chart.format === "percent" ? 100 * tick : tick).toFixed(digits)));
    const isExact = shown.every((value, index) =>
      Math.abs(value - (chart.format === "percent" ? 100 : 1) * ticks[index]) < 1e-9);
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
  return svg("g", { class: "axis" },
    svg("line", { class: "base", x1: frame.left, x2: frame.right, y1: frame.bottom, y2: frame.bottom }),
    ticks.map((tick) => [
      svg("line", { class: "base", x1: frame.x(tick.week), x2: frame.x(tick.week),
        y1: frame.bottom, y2: frame.bottom + (tick.major ? 6 : 4) }),
      svg("text", { x: frame.x(tick.week), y: frame.bottom + 18, "text-anchor": "middle",
        class: tick.major ? "major" : null }, tick.label),
    ]));
}

/**
 * Gather policy dates that would stand on each other.
 * @param {Array<{week: number, number: number, label: string}>} dates in order of time
 * @param {function(number): number} x
 * @returns {Array<Array>} groups, each under one flag
 */
export function groupDates(dates, x) {
  const groups = [];
  for (const date of dates) {
    const group = groups[groups.length - 1];
    if (group && x(date.week) - x(group[0].week) < FLAG_ROOM) group.push(date);
    else groups.push([date]);
  }
  return groups;
}

/**
 * Draw a line at each policy date, and a numbered flag above; numbers are those of the list.
 * @param {Object} frame
 * @param {Array<{week: number, number: number, label: string}>} dates
 */
export function policyFlags(frame, dates) {
  const lines = [...new Set(dates.map((date) => date.week))].map((week) =>
    svg("line", { x1: frame.x(week), x2: frame.x(week), y1: frame.top - 5, y2: frame.bottom }));
  const flags = groupDates(dates, frame.x).map((group) => {
    const [first, last] = [group[0].number, group[group.length - 1].number];
    const text = first === last ? `${first}` : `${first}–${last}`;
    const width = textWidth(text, 11) + 8;
    const left = Math.min(frame.x(group[0].week) - 7, frame.right - width);
    return svg("g", { class: "flag" },
      svg("title", {}, group.map((date) => date.label).join("; ")),
      svg("rect", { x: left, y: frame.top - 20, width, height: 15, rx: 3 }),
      svg("text", { x: left + width / 2, y: frame.top - 8.5, "text-anchor": "middle" }, text));
  });
  return svg("g", { class: "dates" }, lines, flags);
}
