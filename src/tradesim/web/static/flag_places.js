/** Where the flags of policy dates stand, and which dates share one. */

import { textWidth } from "./labels.js";

const FLAG_GAP = 3;
const FLAG_PADDING = 10;
const LEAST_WIDTH = 20;
const NEAR = 9; // pixels between dates under which they share a flag
const FARTHEST = 18; // pixels that a flag may stand from its place

/** Return the flag of some dates, where it would like to stand. */
function flagOf(dates, frame) {
  const [first, last] = [dates[0], dates[dates.length - 1]];
  const text = first === last ? `${first.number}` : `${first.number}–${last.number}`;
  const width = Math.max(LEAST_WIDTH, textWidth(text, 12) + FLAG_PADDING);
  const wish = (frame.x(first.week) + frame.x(last.week) - width) / 2;
  return { dates, text, width, wish, left: wish };
}

/**
 * Gather policy dates under flags that do not touch, each near its dates.
 * @param {Array<{week: number, number: number, label: string}>} dates in order of time
 * @param {Object} frame of the chart
 * @returns {Array<{dates: Array, text: string, width: number, left: number}>}
 */
export function groupDates(dates, frame) {
  let flags = dates.map((date) => flagOf([date], frame));
  for (;;) {
    setApart(flags, frame.right);
    const gaps = flags.slice(1).map((flag, index) => gapBetween(flags[index], flag, frame));
    const least = Math.min(...gaps);
    const isFar = flags.some((flag) => Math.abs(flag.left - flag.wish) > FARTHEST);
    if (!gaps.length || (least >= NEAR && !isFar)) return flags;
    const at = gaps.indexOf(least);
    const both = flagOf([...flags[at].dates, ...flags[at + 1].dates], frame);
    flags = [...flags.slice(0, at), both, ...flags.slice(at + 2)];
  }
}

function gapBetween(before, after, frame) {
  return frame.x(after.dates[0].week) - frame.x(before.dates[before.dates.length - 1].week);
}

/** Move flags apart, to the right and back from the edge. */
function setApart(flags, edge) {
  let least = 0;
  for (const flag of flags) {
    flag.left = Math.max(flag.wish, least);
    least = flag.left + flag.width + FLAG_GAP;
  }
  let most = edge;
  for (const flag of [...flags].reverse()) {
    flag.left = Math.min(flag.left, most - flag.width);
    most = flag.left - FLAG_GAP;
  }
}
