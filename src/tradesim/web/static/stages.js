/** The course of a lesson: place your bets, reach the goals, then play freely. */

import { html, refill } from "./dom.js";
import { buildBets } from "./bets.js";
import { buildGoals } from "./goals.js";

const NAMES = { bet: "Place your bets", goals: "Reach the goals", free: "Free play" };

/** Return the stages that a scenario has something for, in order. */
export function stagesOf(page) {
  return ["bet", "goals", "free"].filter(
    (stage) => stage === "free" || (stage === "bet" ? page.bets : page.goals).length > 0,
  );
}

/** Build the steps and the panel of the stage in hand; nothing if there is only free play. */
export function buildStages(page, store) {
  const stages = stagesOf(page);
  if (stages.length < 2) return null;
  const panels = {
    bet: page.bets.length ? buildBets(page, store) : null,
    goals: page.goals.length ? buildGoals(page, store) : null,
    free: html(
      "p",
      {},
      "Both policies are yours. Compare any two, and send the address of this page to others.",
    ),
  };
  const buttons = stages.map((stage, index) =>
    html(
      "button",
      { type: "button", click: () => enterStage(stage, page, store) },
      html("span", { class: "step-number" }, `${index + 1}`),
      NAMES[stage],
    ),
  );
  const holder = html("div", { class: "stage" });
  const refresh = () => {
    stages.forEach((stage, index) => {
      if (stage === store.state.stage) buttons[index].setAttribute("aria-current", "step");
      else buttons[index].removeAttribute("aria-current");
    });
    refill(holder, panels[store.state.stage]);
  };
  store.on(["stage"], refresh);
  refresh();
  return html(
    "section",
    { class: "card stages", "aria-label": "Steps of the lesson" },
    html(
      "ol",
      { class: "steps" },
      buttons.map((button) => html("li", {}, button)),
    ),
    holder,
  );
}

function enterStage(stage, page, store) {
  const hasBet = store.state.bets.some((bet) => bet !== null);
  store.set({ stage, covered: stage === "bet" && !hasBet });
}
