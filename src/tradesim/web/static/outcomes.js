/** The table of outcomes: A, B, the difference, and whether it is more than noise. */

import { html, refill } from "./dom.js";
import { changeDigits, changeText, numberText } from "./format.js";
import { meanOf, pairedDifference } from "./statistics.js";

const MOST_DIGITS = 4;
const VERDICTS = {
  same: "the same in every run",
  larger: "larger than noise",
  smaller: "smaller than noise",
  unknown: "fewer than two runs to compare",
};

/** Build the section of outcomes. */
export function buildOutcomes(page, store) {
  const holder = html("div", {
    class: "scroll",
    tabindex: "0",
    role: "region",
    "aria-label": "Table: outcomes",
  });
  const redraw = () => refill(holder, outcomeTable(page, store.shownRuns()));
  store.on(["runs", "covered"], redraw);
  redraw();
  return html(
    "section",
    { class: "figure", "aria-label": "Outcomes" },
    html("h3", {}, "Outcomes"),
    html(
      "p",
      { class: "note" },
      `Means over ${page.replicates} runs that differ by chance alone. A difference ` +
        "is larger than noise if the 95 % interval of the paired differences, run by run with the same " +
        "chance events under both policies, leaves out zero.",
    ),
    holder,
  );
}

function outcomeTable(page, runs) {
  const heads = ["Outcome", "Policy A", "Policy B", "B compared with A", "Is it more than noise?"];
  return html(
    "table",
    { class: "outcomes" },
    html("caption", { class: "hidden" }, "Outcomes under both policies"),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        heads.map((head) => html("th", { scope: "col" }, head)),
      ),
    ),
    html(
      "tbody",
      {},
      page.outcomes.map((outcome) => outcomeRow(outcome, runs)),
    ),
  );
}

function outcomeRow(outcome, runs) {
  const values = { a: valuesOf(outcome, runs.a), b: valuesOf(outcome, runs.b) };
  const isComplete = runs.a && runs.b;
  const difference = isComplete ? pairedDifference(values.a, values.b) : null;
  const best = difference ? betterSide(outcome, difference) : null;
  const means = meanTexts(meanOf(values.a), meanOf(values.b), outcome);
  const cell = (side) =>
    html(
      "td",
      { class: best === side ? "better" : null, "data-label": `Policy ${side.toUpperCase()}` },
      runs[side] ? means[side] : "covered",
      best === side ? html("span", { class: "mark" }, ` ✓\ufe0e ${betterText(difference)}`) : null,
    );
  return html(
    "tr",
    {},
    html(
      "th",
      { scope: "row" },
      outcomeHead(outcome),
      outcome.help ? html("small", {}, outcome.help) : null,
    ),
    cell("a"),
    cell("b"),
    html(
      "td",
      { "data-label": "B compared with A" },
      difference ? differenceText(difference, outcome) : "–",
    ),
    html("td", { "data-label": "Noise" }, difference ? verdictMark(difference) : "–"),
  );
}

function outcomeHead({ label, unit, format }) {
  return format === "percent" || !unit || unit === "1"
    ? label
    : [label, html("span", { class: "unit" }, `, ${unit}`)];
}

/** Write both means, with more decimals where they would read alike and differ. */
function meanTexts(a, b, outcome) {
  const written = (form) => ({ a: numberText(a, form), b: numberText(b, form) });
  const usual = written(outcome);
  if (a === b || usual.a !== usual.b) return usual;
  for (let digits = 1; digits <= MOST_DIGITS; digits += 1) {
    const texts = written({ ...outcome, digits });
    if (texts.a !== texts.b) return texts;
  }
  return usual;
}

function valuesOf(outcome, run) {
  return run?.outcomes[outcome.measure]?.values ?? [];
}

function betterSide(outcome, { mean, verdict }) {
  if (!outcome.better || verdict === "same" || !mean) return null;
  return mean > 0 === (outcome.better === "higher") ? "b" : "a";
}

function betterText({ verdict }) {
  return verdict === "larger" ? "better" : "better, within noise";
}

function differenceText({ mean, low, high }, outcome) {
  if (mean === null) return "–";
  const digits = changeDigits([mean, low, high], outcome);
  const interval =
    low === null || low === high
      ? ""
      : ` (${changeText(low, outcome, digits)} to ${changeText(high, outcome, digits)})`;
  return `${changeText(mean, outcome, digits)}${outcome.format === "percent" ? " points" : ""}${interval}`;
}

function verdictMark({ verdict }) {
  return html("span", { class: `verdict verdict-${verdict}` }, VERDICTS[verdict]);
}
