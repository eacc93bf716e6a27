/** Axes: from numbers to pixels, and where the ticks stand. */

import { monthText } from "./format.js";

/**
 * Return the straight map of [low, high] onto [start, end].
 * @returns {function(number): number}
 */
export function linearScale(low, high, start, end) {
  const slope = high === low ? 0 : (end - start) / (high - low);
  return (value) => start + slope * (value - low);
}

/**
 * Return round numbers that cover an interval.
 * @param {number} low
 * @param {number} high
 * @param {number} count about how many steps
 * @returns {number[]} first at or below low, last at or above high
 */
export function niceTicks(low, high, count) {
  const rough = Math.max((high - low) / count, 1e-12);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = [];
  for (let index = first; index <= last; index += 1)
    ticks.push(Number((index * step).toPrecision(12)));
  return ticks;
}

/**
 * Return the ticks of a chart's value axis, the same for every run that is shown.
 * @param {{name: string, series: Array, from_zero?: boolean, span?: number}} chart
 * @param {Array<Object|null>} runs
 * @param {Object<string, Array>|null} observed points laid over the chart
 * @returns {number[]}
 */
export function valueTicks(chart, runs, observed) {
  let low = chart.from_zero ? 0 : Infinity;
  let high = chart.from_zero ? 0 : -Infinity;
  const take = (value) => {
    if (value === null || value === undefined) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const run of runs.filter(Boolean)) {
    for (const lines of Object.values(run.charts[chart.name] ?? {})) {
      for (const line of [lines.low, lines.mean, lines.high]) line.forEach(take);
    }
  }
  for (const points of Object.values(observed ?? {})) points.forEach((point) => take(point[1]));
  if (!(high > low)) [low, high] = Number.isFinite(high) ? [Math.min(low, 0), high || 1] : [0, 1];
  if (high - low < (chart.span ?? 0)) [low, high] = widened(low, high, chart);
  return niceTicks(low, high, 4);
}

/** Widen an axis to the least it spans: downwards where it ends at the whole of a share. */
function widened(low, high, chart) {
  const isWhole = chart.format === "percent" && low >= 0 && high <= 1 + 1e-9;
  if (isWhole) return high > 0.5 ? [Math.max(0, high - chart.span), high] : [low, low + chart.span];
  const more = (chart.span - (high - low)) / 2;
  return [low - more, high + more];
}

/**
 * Return where the time axis is labelled: years, and months between them where there is room.
 * @param {string[]} weeks Mondays
 * @param {number} width pixels of the axis
 * @returns {Array<{week: number, label: string, major: boolean}>}
 */
export function timeTicks(weeks, width) {
  const perMonth = (width / weeks.length) * 4.35;
  const step = [1, 2, 3, 6, 12].find((months) => months * perMonth >= 44) ?? 12;
  const ticks = [];
  for (let week = 0; week < weeks.length; week += 1) {
    const month = Number(weeks[week].slice(5, 7));
    const isFirst = week > 0 && weeks[week - 1].slice(5, 7) !== weeks[week].slice(5, 7);
    if (!isFirst || (month - 1) % step !== 0) continue;
    const isYear = month === 1;
    ticks.push({ week, label: isYear ? weeks[week].slice(0, 4) : monthText(month), major: isYear });
  }
  const yearEvery = Math.ceil(44 / (12 * perMonth));
  return ticks.filter((tick) => !tick.major || Number(tick.label) % yearEvery === 0);
}
