/** Place your bets: what will come out, sealed before anything is shown, and kept after it. */

import { byId, html, refill } from "./dom.js";
import { quantityText } from "./format.js";
import { policyName } from "./key_series.js";
import { isInChoice, meanOf } from "./statistics.js";
import { say } from "./words.js";

/** Build the panel of bets: questions, then the play under seal, then who was right. */
export function buildBets(page, store) {
  const questions = page.bets.map((bet, index) => betQuestion(bet, index, store));
  const asked = html("div", { class: "questions" }, questions.map((question) => question.node));
  const intro = html("p", {});
  const results = html("div", { class: "results", role: "status" });
  const buttons = betButtons(page, store);
  const refresh = () => {
    const { covered, sealed, betRun } = store.state;
    asked.hidden = !covered;
    questions.forEach((question) => question.refresh());
    buttons.refresh();
    refill(intro, introText(page, store.state));
    refill(results, covered || sealed || !betRun ? null : allResults(page, store.state));
  };
  store.on(["bets", "covered", "sealed", "runs", "betRun", "a", "b"], refresh);
  refresh();
  return html("div", { class: "bets" }, intro, asked, results, buttons.node);
}

function introText(page, { covered, sealed, bets, a, b }) {
  const question = say("A: {a}. B: {b}.", { a: policyName(page, a), b: policyName(page, b) });
  if (covered) return [html("strong", {}, question), ` ${say("Both are covered. What will come out?")}`];
  const placed = page.bets
    .map((bet, index) => bet.choices[bets[index]]?.label)
    .filter(Boolean)
    .join("; ");
  if (sealed)
    return [html("strong", {}, say("Sealed: {bets}.", { bets: placed })), ` ${say("Play the weeks, then reveal what came out.")}`];
  return "";
}

/** Build the buttons that lead from bet to seal, to reveal, and to another bet. */
function betButtons(page, store) {
  const none = page.bets.map(() => null);
  const button = (words, kind, patch) =>
    html("button", { type: "button", class: kind, click: () => store.set(patch()) }, words);
  const seal = button(say("Seal the bets and play"), "main", () => ({
    covered: false,
    sealed: true,
    week: 0,
    betOn: [...store.state.b],
  }));
  seal.addEventListener("click", () => {
    store.set({ playing: true }); // apart, since the address is kept while nothing plays
    byId("play").focus({ preventScroll: true });
  });
  const reveal = button(say("Reveal what came out"), "main", () => ({ sealed: false, playing: false }));
  const skip = button(say("Show without a bet"), "quiet", () => ({ covered: false, bets: none }));
  const again = button(say("Bet again"), "small", () => ({
    covered: true,
    sealed: false,
    bets: none,
    betOn: null,
    playing: false,
  }));
  reveal.addEventListener("click", () => again.focus({ preventScroll: true }));
  const refresh = () => {
    const { covered, sealed, bets, runs } = store.state;
    seal.disabled = bets.includes(null) || !runs.b;
    seal.hidden = skip.hidden = !covered;
    reveal.hidden = !sealed;
    again.hidden = covered || sealed;
  };
  return { node: html("p", { class: "buttons" }, seal, skip, reveal, again), refresh };
}

function betQuestion(bet, index, store) {
  const choose = (number) => ({
    bets: store.state.bets.map((old, each) => (each === index ? number : old)),
  });
  const radios = bet.choices.map((_, number) =>
    html("input", {
      type: "radio",
      name: `bet-${index}`,
      id: `bet-${index}-${number}`,
      change: () => store.set(choose(number)),
    }),
  );
  const node = html(
    "fieldset",
    {},
    html("legend", {}, bet.question),
    bet.choices.map((choice, number) =>
      html(
        "div",
        { class: "choice" },
        radios[number],
        html("label", { for: radios[number].id }, choice.label),
      ),
    ),
  );
  const refresh = () => {
    radios.forEach((radio, number) => {
      radio.checked = store.state.bets[index] === number;
    });
  };
  return { node, refresh };
}

function allResults(page, { bets, betOn, betRun, b }) {
  const on = policyName(page, betOn ?? b);
  return page.bets.map((bet, index) => betResult(bet, bets[index], betRun, page, on));
}

function betResult(bet, chosen, run, page, on) {
  const form = page.outcomes.find((outcome) => outcome.measure === bet.measure) ?? {};
  const values = (run.outcomes[bet.measure]?.values ?? []).filter((each) => each !== null);
  const value = meanOf(values);
  const right = bet.choices.filter((choice) => isInChoice(value, choice));
  const said = { value: quantityText(value, form), policy: on };
  const named = right.map((choice) => choice.label).join(", ");
  const came = named
    ? say("It came out at {value} under “{policy}”: {choice}.", { ...said, choice: named })
    : say("It came out at {value} under “{policy}”.", said);
  const there = values.filter((each) => right.some((choice) => isInChoice(each, choice))).length;
  const runs = say("The mean decides; {count} of {runs} runs fell there.", { count: there, runs: values.length });
  const isRight = chosen !== null && right.includes(bet.choices[chosen]);
  const verdict =
    chosen === null
      ? say("No bet.")
      : isRight
        ? say("✓\ufe0e Your bet was right.")
        : say("✗\ufe0e Your bet was not right.");
  return html(
    "p",
    { class: isRight ? "right" : null },
    html("strong", {}, bet.question),
    ` ${verdict} ${came}`,
    named ? ` ${runs}` : "",
  );
}
