/** Place your bets: what will come out, asked before policy B is revealed. */

import { html, refill } from "./dom.js";
import { quantityText } from "./format.js";
import { isInChoice, meanOf } from "./statistics.js";

/** Build the panel of bets. */
export function buildBets(page, store) {
  const questions = page.bets.map((bet, index) => betQuestion(bet, index, store));
  const reveal = html(
    "button",
    { type: "button", class: "main", click: () => store.set({ covered: false }) },
    "Reveal policy B",
  );
  const skip = html(
    "button",
    {
      type: "button",
      class: "quiet",
      click: () => store.set({ covered: false, bets: page.bets.map(() => null) }),
    },
    "Show without a bet",
  );
  const again = html(
    "button",
    { type: "button", click: () => store.set({ covered: true, bets: page.bets.map(() => null) }) },
    "Bet again",
  );
  const results = html("div", { class: "results", role: "status" });
  const refresh = () => {
    const { covered, bets, runs } = store.state;
    reveal.disabled = bets.includes(null) || !runs.b;
    reveal.hidden = skip.hidden = !covered;
    again.hidden = covered;
    questions.forEach((question) => question.refresh());
    refill(
      results,
      covered || !runs.b
        ? null
        : page.bets.map((bet, index) => betResult(bet, bets[index], runs.b, page)),
    );
  };
  store.on(["bets", "covered", "runs"], refresh);
  refresh();
  return html(
    "div",
    { class: "bets" },
    html(
      "p",
      {},
      "Set policy B with its sliders. Before you see what it does: what do you think will come out?",
    ),
    html(
      "div",
      { class: "questions" },
      questions.map((question) => question.node),
    ),
    html("p", { class: "buttons" }, reveal, skip, again),
    results,
  );
}

function betQuestion(bet, index, store) {
  const radios = bet.choices.map((choice, number) =>
    html("input", {
      type: "radio",
      name: `bet-${index}`,
      id: `bet-${index}-${number}`,
      change: () =>
        store.set({ bets: store.state.bets.map((old, each) => (each === index ? number : old)) }),
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
    node.disabled = !store.state.covered;
    radios.forEach((radio, number) => {
      radio.checked = store.state.bets[index] === number;
    });
  };
  return { node, refresh };
}

function betResult(bet, chosen, run, page) {
  const form = page.outcomes.find((outcome) => outcome.measure === bet.measure) ?? {};
  const value = meanOf(run.outcomes[bet.measure]?.values ?? []);
  const right = bet.choices.filter((choice) => isInChoice(value, choice));
  const came = `It came out at ${quantityText(value, form)} (mean over the runs)`;
  const named = right.length ? `: ${right.map((choice) => choice.label).join(", ")}.` : ".";
  const isRight = chosen !== null && right.includes(bet.choices[chosen]);
  const verdict =
    chosen === null
      ? "No bet."
      : isRight
        ? "✓\ufe0e Your bet was right."
        : "✗\ufe0e Your bet was not right.";
  return html(
    "p",
    { class: isRight ? "right" : null },
    html("strong", {}, bet.question),
    ` ${verdict} ${came}${named}`,
  );
}
