/** What comes out, in one sentence: B compared with A, the first outcome and what changes most. */

import { html, refill } from "./dom.js";
import { effectOf } from "./effect.js";
import { quantityText, numberText } from "./format.js";
import { meanTexts } from "./outcome_texts.js";
import { say } from "./words.js";

const MOST_TOLD = 2; // outcomes beside the first

/** Build the sentence under the key chart. */
export function buildResult(page, store) {
  const text = html("p", { class: "result", role: "status" });
  const refresh = () => {
    const { pending, runs, covered, sealed } = store.state;
    const isWaiting = pending && runs.b && !covered && !sealed && text.textContent.length > 1;
    text.classList.toggle("waiting", Boolean(isWaiting)); // the former sentence keeps its room
    if (!isWaiting) refill(text, resultSentence(page, store));
  };
  store.on(["runs", "covered", "sealed", "pending"], refresh);
  refresh();
  return text;
}

function resultSentence(page, store) {
  const { runs, covered, sealed, pending } = store.state;
  if (covered || sealed) return say("What comes out is sealed until you reveal it.");
  if (pending || !runs.a || !runs.b) return "…";
  const [first, ...others] = page.outcomes.map((outcome) => ({
    outcome,
    effect: effectOf(outcome, runs),
  }));
  if (!first) return "";
  const told = others
    .filter(({ outcome, effect }) => effect.isClear && !outcome.beside)
    .sort((one, other) => other.effect.size - one.effect.size)
    .slice(0, MOST_TOLD);
  const ends = told.length
    ? [
        html("strong", {}, ` ${say("What changes most:")} `),
        say("{told}.", { told: told.map((each) => comparison(each, runs, "in_sentence")).join("; ") }),
      ]
    : [` ${quietEnd(first, others)}`];
  return [
    html("strong", {}, `${say("B compared with A:")} `),
    say("{told}.", { told: comparison(first, runs, "label") }),
    ...ends,
  ];
}

/** Say that no outcome beside the first changes clearly, or at all. */
function quietEnd(first, others) {
  const shown = others.filter(({ outcome }) => !outcome.beside);
  if (shown.some(({ effect }) => effect.isWorthy)) return say("Nothing else changes by more than a little.");
  if (first.effect.isWorthy) return say("Nothing else in the table changes by what matters.");
  return say("Nothing in the table changes by what matters.");
}

function comparison({ outcome, effect }, runs, name) {
  const means = meanTexts(outcome, runs);
  const from = numberText(means.a, { ...outcome, digits: means.digits });
  const to = quantityText(means.b, { ...outcome, digits: means.digits });
  return `${outcome[name]} ${from} → ${to} (${effect.words})`;
}
