/** The table of outcomes: A, B, the difference, and what it amounts to; one number a cell. */

import { html, refill } from "./dom.js";
import { changeDigits, changeText, numberText } from "./format.js";
import { effectOf } from "./effect.js";
import { meanTexts } from "./outcome_texts.js";

const HEADS = ["Outcome", "Policy A", "Policy B", "B − A", "at least", "at most", "What it amounts to"];

/** Build the section of outcomes. */
export function buildOutcomes(page, store) {
  const holder = html("div", {
    class: "scroll",
    tabindex: "0",
    role: "region",
    "aria-label": "Table: outcomes",
  });
  const redraw = () => {
    const isHidden = store.state.covered || store.state.sealed;
    refill(holder, outcomeTable(page, isHidden ? { a: null, b: null } : store.state.runs, isHidden));
  };
  store.on(["runs", "covered", "sealed"], redraw);
  redraw();
  return html(
    "section",
    { class: "figure", "aria-label": "Outcomes", id: "outcomes" },
    html("h2", {}, "Outcomes"),
    html(
      "p",
      { class: "note" },
      `Means over ${page.replicates} runs that differ by chance alone. B − A is the mean of the ` +
        "paired differences, run by run with the same chance events under both policies; its 95 % " +
        "interval goes from “at least” to “at most”. A difference counts if that interval leaves " +
        "out zero and the mean is as large as what matters, which is a judgement and stands with " +
        "each outcome: a little from there on, clearly from twice, much from ten times as much. " +
        "A tick marks which side is better for those the goals are about.",
    ),
    holder,
  );
}

function outcomeTable(page, runs, isHidden) {
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
        HEADS.map((head) => html("th", { scope: "col" }, head)),
      ),
    ),
    html(
      "tbody",
      {},
      page.outcomes.map((outcome) => outcomeRow(outcome, runs, isHidden)),
    ),
  );
}

function outcomeRow(outcome, runs, isHidden) {
  const effect = runs.a && runs.b ? effectOf(outcome, runs) : null;
  const means = meanTexts(outcome, runs);
  const form = { ...outcome, digits: means.digits };
  const parts = effect ? [effect.mean, effect.low, effect.high] : [null, null, null];
  const digits = changeDigits(parts, outcome);
  const cell = (label, ...content) => html("td", { "data-label": label }, content);
  const value = (side) =>
    cell(`Policy ${side.toUpperCase()}`, runs[side] ? numberText(means[side], form) : isHidden ? "sealed" : "–");
  return html(
    "tr",
    {},
    html("th", { scope: "row" }, outcomeHead(outcome), outcomeHelp(outcome, means)),
    value("a"),
    value("b"),
    parts.map((part, index) =>
      cell(HEADS[3 + index], part === null ? "–" : changeText(part, outcome, digits)),
    ),
    html("td", { "data-label": HEADS[6], class: effect?.isWorthy ? "worthy" : "unworthy" }, verdict(effect)),
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
      ? `${numberText(outcome.matters_share, { format: "percent" })} of the larger`
      : outcome.format === "percent"
        ? `${numberText(100 * outcome.matters)} in a hundred`
        : numberText(outcome.matters);
  const isBelow = outcome.below_zero && Math.min(means.a ?? 0, means.b ?? 0) < 0;
  const below = isBelow ? ` Below zero: ${outcome.below_zero}.` : "";
  return html("small", {}, `${outcome.help ?? ""} What matters: ${matters}.${below}`);
}

function verdict(effect) {
  if (!effect) return "–";
  if (!effect.better) return effect.words;
  const mark = html("span", { class: "mark" }, `✓\ufe0e ${effect.better.toUpperCase()} is better`);
  return [`${effect.words} `, mark];
}
