/** The course of a lesson: place your bets, reach the goals, then play freely. */

import { html, refill } from "./dom.js";
import { buildBets } from "./bets.js";
import { buildGoals } from "./goals.js";
import { say } from "./words.js";

/** Return the stages that a scenario has something for, in order. */
export function stagesOf(page) {
  return ["bet", "goals", "free"].filter(
    (stage) => stage === "free" || (stage === "bet" ? page.bets : page.goals).length > 0,
  );
}

/** Build the bar of steps; nothing if there is only free play. */
export function buildSteps(page, store) {
  const stages = stagesOf(page);
  if (stages.length < 2) return null;
  const buttons = stages.map((stage, index) =>
    html(
      "button",
      { type: "button", click: () => enterStage(stage, store) },
      html("span", { class: "step-number" }, `${index + 1}`),
      stageName(stage),
    ),
  );
  const refresh = () => {
    stages.forEach((stage, index) => {
      if (stage === store.state.stage) buttons[index].setAttribute("aria-current", "step");
      else buttons[index].removeAttribute("aria-current");
    });
  };
  store.on(["stage"], refresh);
  refresh();
  const steps = buttons.map((button) => html("li", {}, button));
  return html("nav", { "aria-label": say("Steps of the lesson") }, html("ol", { class: "steps" }, steps));
}

/** Build the panel of the stage in hand; free play needs none. */
export function buildStage(page, store) {
  const panels = {
    bet: page.bets.length ? buildBets(page, store) : null,
    goals: page.goals.length ? buildGoals(page, store) : null,
    free: null,
  };
  const holder = html("section", { class: "card stage", "aria-label": say("Step in hand") });
  const refresh = () => {
    const panel = panels[store.state.stage];
    holder.hidden = !panel;
    refill(holder, panel);
  };
  store.on(["stage"], refresh);
  refresh();
  return holder;
}

/** Go to a stage: what is covered or sealed is so in the stage of bets alone. */
function enterStage(stage, store) {
  const hasBet = store.state.bets.some((bet) => bet !== null);
  store.set({ stage, covered: stage === "bet" && !hasBet, sealed: false });
}

function stageName(stage) {
  if (stage === "bet") return say("Bet, play, reveal");
  return stage === "goals" ? say("Reach the goals") : say("Free play");
}
