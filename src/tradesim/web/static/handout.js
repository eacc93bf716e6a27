/** A handout of two pages: question, settings and room for answers; the key chart and its dates. */

import { html, refill } from "./dom.js";
import { drawChart } from "./chart.js";
import { flagBar } from "./flags.js";
import { daysText } from "./format.js";
import { policyName, questionChart } from "./key_series.js";
import { originText } from "./reproduce.js";
import { row, table } from "./table.js";
import { say } from "./words.js";

const SIZE = { width: 680, height: 330, scale: 1 };
const LINES = 4; // to write on, under each question

/** Build the handout, which only paper shows; what it says is made when it is asked for. */
export function buildHandout(page, store) {
  const node = html("section", { class: "handout", "aria-label": say("Handout") });
  const refresh = () => refill(node, firstPage(page, store.state), secondPage(page, store));
  return { node, refresh };
}

function firstPage(page, state) {
  return html(
    "div",
    { class: "sheet" },
    html("p", { class: "name-line" }, `${say("Name:")} `, html("span", {}), ` ${say("Date:")} `, html("span", {})),
    html("h2", {}, page.scenario.title),
    html("p", {}, page.scenario.description),
    settings(page, state),
    questions(page),
  );
}

function settings(page, state) {
  const sides = ["a", "b"];
  const names = sides.map((side) => `${side.toUpperCase()}: ${policyName(page, state[side])}`);
  const rows = page.levers.map((lever, index) =>
    row(lever.label, sides.map((side) => lever.positions[state[side][index]])),
  );
  return table({ class: "settings" }, html("caption", {}, say("The two policies")), [say("Lever"), ...names], rows);
}

function questions(page) {
  const lines = () => Array.from({ length: LINES }, () => html("div", { class: "write" }));
  const asked = page.bets.flatMap((bet) => [
    html("h3", {}, bet.question),
    html(
      "ul",
      { class: "boxes" },
      bet.choices.map((choice) => html("li", {}, choice.label)),
    ),
    html("p", {}, say("Because:")),
    ...lines(),
  ]);
  return asked.length ? asked : [html("h3", {}, say("What do you expect, and why?")), ...lines()];
}

/** The key chart: with its lines once they are revealed, before that to be drawn into. */
function secondPage(page, store) {
  const what = questionChart(page, store);
  const drawn = drawChart(what, SIZE);
  drawn.showWeek(page.weeks.length - 1);
  const flags = flagBar(drawn.flags, {
    weeks: page.weeks,
    title: what.flagTitle,
    width: drawn.width,
    choose: () => {},
  });
  const task = what.run ? say("What came out") : say("Draw what you expect under A and under B");
  return html(
    "div",
    { class: "sheet" },
    html("h2", {}, task),
    html("h3", {}, what.title),
    html("div", { class: "plot" }, drawn.node, flags),
    html(
      "ol",
      { class: "dates-told" },
      what.dates.map((date) => html("li", {}, `${daysText(date, page.weeks)}: ${date.label}`)),
    ),
    html("h3", {}, say("What happened, and why?")),
    Array.from({ length: LINES * 2 }, () => html("div", { class: "write" })),
    html("p", { class: "address" }, location.protocol === "file:" ? "" : location.href),
    html(
      "p",
      { class: "note" },
      originText(page),
    ),
  );
}
