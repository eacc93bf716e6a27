/** What a chart gives away: its numbers as CSV, its drawing as SVG and PNG. */

import { html } from "./dom.js";
import { pictureOf } from "./picture.js";
import { tableColumns } from "./chart_table.js";
import { say } from "./words.js";

const SHARPNESS = 2; // pixels of a PNG for each of the drawing
const UTF8 = "\ufeff"; // by which spreadsheets know how letters are written

/**
 * Build the buttons of a chart.
 * @param {function(): {name: string, drawings: SVGElement[], chart: Object, runs: Object,
 *   weeks: string[], observed: Object|null}|null} current what is shown when one is pressed
 */
export function exportTools(current) {
  const button = (kind, make) =>
    html(
      "button",
      {
        type: "button",
        class: "quiet small",
        click: () => {
          const shown = current();
          if (shown) make(shown, `${fileName(shown.name)}.${kind.toLowerCase()}`);
        },
        "aria-label": say("Save as {kind}", { kind }),
      },
      kind,
    );
  const node = html(
    "span",
    { class: "exports", role: "group", "aria-label": say("Save this chart") },
    button("CSV", (shown, file) => saveText(csvText(shown), "text/csv", file)),
    button("SVG", (shown, file) => saveText(pictureOf(shown).text, "image/svg+xml", file)),
    button("PNG", savePng),
  );
  return { node };
}

function fileName(name) {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "chart";
}

/** Write a row a week: a number a cell, as it was computed, empty where there is none. */
function csvText({ chart, runs, weeks, observed }) {
  const columns = tableColumns(chart, runs, observed);
  const shielded = (text) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text); // no formula
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const unit = chart.unit ? ` (${chart.unit})` : ""; // shares are written as shares of one
  const head = [say("week of"), ...columns.map((column) => `${column.heading}${unit}`)]
    .map(shielded)
    .map(quoted);
  const rows = weeks.map((monday, week) => [
    monday,
    ...columns.map((column) => column.value(week) ?? ""),
  ]);
  return UTF8 + [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Save a text as a file of the reader. */
export function saveText(text, type, file) {
  save(new Blob([text], { type: `${type};charset=utf-8` }), file);
}

function save(blob, file) {
  const address = URL.createObjectURL(blob);
  html("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function savePng(shown, file) {
  const { text, width, height } = pictureOf(shown);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = html("canvas", { width: width * SHARPNESS, height: height * SHARPNESS });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(blob, file), "image/png");
}
