/** The table of outcomes: A, B, the difference, and what it amounts to; one number a cell. */

import { html, refill } from "./dom.js";
import { changeDigits, changeText, dateText, numberText } from "./format.js";
import { effectOf } from "./effect.js";
import { meanTexts } from "./outcome_texts.js";
import { scrolled, table } from "./table.js";
import { say } from "./words.js";

/** Return the headings of the table, in the reader's language. */
function outcomeHeads() {
  const interval = [say("B − A"), say("at least"), say("at most")];
  return [say("Outcome"), say("Policy A"), say("Policy B"), ...interval, say("What it amounts to")];
}

/** Build the section of outcomes. */
export function buildOutcomes(page, store) {
  const holder = scrolled(say("Table: outcomes"));
  const redraw = () => {
    const isHidden = store.state.covered || store.state.sealed;
    refill(holder, outcomeTable(page, isHidden ? { a: null, b: null } : store.state.runs, isHidden));
  };
  store.on(["runs", "covered", "sealed"], redraw);
  redraw();
  return html(
    "section",
    { class: "figure", "aria-label": say("Outcomes"), id: "outcomes" },
    html("h2", {}, say("Outcomes")),
    html(
      "p",
      { class: "note" },
      say("Means over {count} runs that differ by chance alone.", { count: page.replicates }),
      " ",
      say("B − A is the mean of the paired differences, run by run with the same chance events under both policies; its 95 % interval goes from “at least” to “at most”."),
      " ",
      say("A difference counts if that interval leaves out zero and the mean is as large as what matters, which is a judgement and stands with each outcome: a little from there on; clearly from twice that and a tenth of the larger mean; much from ten times that and half of the larger mean."),
      " ",
      page.better_for
        ? say("A tick marks which side is better for {country}.", { country: page.better_for })
        : say("A tick marks which side is better for those the goals are about."),
      wholeRun(page),
    ),
    (page.cautions ?? []).map((caution) => html("p", { class: "note" }, caution)),
    holder,
  );
}

/** Say over which weeks outcomes are taken, where the charts show a part of them. */
function wholeRun({ lived, weeks }) {
  if (!lived || (lived.start === weeks[0] && lived.end === weeks.at(-1))) return "";
  const [start, end] = [dateText(lived.start), dateText(lived.end)];
  return ` ${say("Sums and highest values are those of the whole run, from the week of {start} to that of {end}; the charts show a part of it.", { start, end })}`;
}

function outcomeTable(page, runs, isHidden) {
  const caption = html("caption", { class: "hidden" }, say("Outcomes under both policies"));
  const rows = page.outcomes.map((outcome) => outcomeRow(outcome, runs, isHidden));
  return table({ class: "outcomes" }, caption, outcomeHeads(), rows);
}

function outcomeRow(outcome, runs, isHidden) {
  const effect = runs.a && runs.b ? effectOf(outcome, runs) : null;
  const means = meanTexts(outcome, runs);
  const form = { ...outcome, digits: means.digits };
  const parts = effect ? [effect.mean, effect.low, effect.high] : [null, null, null];
  const digits = changeDigits(parts, outcome);
  const heads = outcomeHeads();
  const cell = (label, ...content) => html("td", { "data-label": label }, content);
  const value = (side) =>
    cell(side === "a" ? heads[1] : heads[2], runs[side] ? numberText(means[side], form) : isHidden ? say("sealed") : "–");
  return html(
    "tr",
    {},
    html("th", { scope: "row" }, outcomeHead(outcome), outcomeHelp(outcome, means)),
    value("a"),
    value("b"),
    parts.map((part, index) =>
      cell(heads[3 + index], part === null ? "–" : changeText(part, outcome, digits)),
    ),
    html("td", { "data-label": heads[6], class: effect?.isWorthy ? "worthy" : "unworthy" }, verdict(effect)),
  );
}

function outcomeHead({ label, unit, format }) {
  return format === "percent" || !unit || unit === "1"
    ? label
    : [label, html("span", { class: "unit" }, `, ${unit}`)];
}

/** Say what the outcome is, what matters of it, and what a number below zero means. */
function outcomeHelp(outcome, means) {
  const matters =
    outcome.matters === undefined
      ? say("{share} of the larger", { share: numberText(outcome.matters_share, { format: "percent" }) })
      : outcome.format === "percent"
        ? say("{count} in a hundred", { count: numberText(100 * outcome.matters) })
        : numberText(outcome.matters);
  const isBelow = outcome.below_zero && Math.min(means.a ?? 0, means.b ?? 0) < 0;
  const below = isBelow ? ` ${say("Below zero: {meaning}.", { meaning: outcome.below_zero })}` : "";
  return html("small", {}, `${outcome.help ?? ""} ${say("What matters: {size}.", { size: matters })}${below}`);
}

function verdict(effect) {
  if (!effect) return "–";
  if (!effect.better) return effect.words;
  const mark = html("span", { class: "mark" }, `✓\ufe0e ${say("{side} is better", { side: effect.better.toUpperCase() })}`);
  return [`${effect.words} `, mark];
}
