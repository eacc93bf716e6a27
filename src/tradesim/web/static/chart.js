/** One line chart: means, the bands of nine runs in ten, and a marker of the current week. */

import { svg } from "./dom.js";
import { linearScale } from "./scale.js";
import { axisRoom, dateMarks, timeAxis, valueAxis } from "./axes.js";
import { groupDates } from "./flag_places.js";
import { fitText, spreadLabels, textWidth } from "./labels.js";
import { colourClass } from "./palette.js";
import { observedPoints, seriesLines } from "./chart_lines.js";

const LABEL_SIZE = 12.5;
const LABEL_GAP = 15;
const WIDEST_LABEL = 0.3; // of the drawing

/**
 * Draw a chart as wide as its place on the page; its letters grow with those of the reader.
 * @param {Object} what chart, series, run (null draws the axes alone), weeks, ticks, observed
 *   (or null), dates, title
 * @param {{width: number, height: number, scale: number}} given pixels
 * @returns {{node: SVGElement, flags: Array, width: number, showWeek: function(number): void,
 *   weekAt: function(number): number}} flags and width in units of the drawing; `weekAt` takes a
 *   share of its width
 */
export function drawChart(what, given) {
  const size = { width: given.width / given.scale, height: given.height };
  const frame = chartFrame(what, size);
  const marker = weekMarker(frame);
  const flags = groupDates(what.dates, frame);
  const node = svg(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: given.width,
      height: given.height * given.scale,
      role: "img",
      "aria-label": what.title,
    },
    valueAxis(frame, what.ticks, what.chart),
    timeAxis(frame, what.weeks),
    dateMarks(frame, flags),
    what.run ? what.series.map((series) => seriesLines(series, what, frame)) : null,
    what.run ? endLabels(what, frame) : null,
    marker.nodes,
    observedPoints(what, frame),
  );
  const weekAt = (part) => {
    const share = (part * size.width - frame.left) / (frame.right - frame.left);
    const week = Math.round(share * (what.weeks.length - 1));
    return Math.max(0, Math.min(what.weeks.length - 1, week));
  };
  return { node, flags, width: size.width, showWeek: marker.showWeek, weekAt };
}

function chartFrame(what, size) {
  const { ticks, weeks } = what;
  const names = what.series.length > 1 ? what.series.map((series) => series.label) : [];
  const wanted = Math.max(0, ...names.map((name) => textWidth(name, LABEL_SIZE)));
  const room = wanted <= WIDEST_LABEL * size.width ? wanted : 0; // the readings above name the lines
  const left = axisRoom(ticks, what.chart);
  const [right, top, bottom] = [size.width - room - 14, 28, size.height - 24];
  return {
    left,
    right,
    top,
    bottom,
    labelRoom: room,
    x: linearScale(0, weeks.length - 1, left, right),
    y: linearScale(ticks[0], ticks[ticks.length - 1], bottom, top),
  };
}

function endLabels(what, frame) {
  if (what.series.length < 2 || !frame.labelRoom) return null;
  const ends = what.series.map((series) => {
    const mean = what.run.charts[what.chart.name]?.[series.name]?.mean ?? [];
    const value = mean.findLast((each) => each !== null);
    return { series, y: frame.y(value ?? what.ticks[0]) };
  });
  const wished = ends.map((end) => end.y);
  const places = spreadLabels(wished, LABEL_GAP, frame.top + 2, frame.bottom - 2);
  return svg(
    "g",
    { class: "ends" },
    ends.map(({ series, y }, index) =>
      svg(
        "g",
        { class: colourClass(series.name) },
        svg("path", {
          class: "leader",
          d: `M${frame.right + 1},${y}L${frame.right + 8},${places[index]}`,
        }),
        svg(
          "text",
          { x: frame.right + 11, y: places[index] + 4 },
          svg("title", {}, series.label),
          fitText(series.label, frame.labelRoom, LABEL_SIZE),
        ),
      ),
    ),
  );
}

function weekMarker(frame) {
  const veil = svg("rect", {
    class: "veil",
    y: frame.top - 2,
    height: frame.bottom - frame.top + 1,
  });
  const line = svg("line", { class: "now", y1: frame.top - 5, y2: frame.bottom + 5 });
  const showWeek = (week) => {
    const x = frame.x(week);
    veil.setAttribute("x", x);
    veil.setAttribute("width", Math.max(0, frame.right - x + 1));
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
  };
  return { nodes: [veil, line], showWeek };
}
