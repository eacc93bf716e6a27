/** Goals to reach with policy B before play is free. */

import { html, refill } from "./dom.js";
import { quantityText } from "./format.js";
import { isWithin, meanOf } from "./statistics.js";

/** Build the panel of goals; the goal in hand is `store.state.goal`. */
export function buildGoals(page, store) {
  const holder = html("div", {});
  const best = new Map();
  const next = html("button", { type: "button", class: "main", click: () => goOn(page, store) });
  const refresh = () => {
    const { goal, runs, pending } = store.state;
    const current = page.goals[goal];
    next.hidden = !current;
    if (!current) return refill(holder, html("p", {}, "All goals are reached. Play is free."));
    const checked = pending ? null : checkGoal(current, runs.b, best, goal);
    next.disabled = !checked?.isReached;
    refill(next, goal + 1 < page.goals.length ? "Next goal" : "On to free play");
    refill(holder, goalCard(current, goal, checked, page));
  };
  store.on(["runs", "goal", "pending"], refresh);
  refresh();
  return html(
    "div",
    { class: "goals" },
    html(
      "p",
      {},
      "Move the sliders of policy B until it reaches the goal. What counts is the mean over the runs.",
    ),
    html("div", { role: "status" }, holder),
    html("p", { class: "buttons" }, next),
  );
}

function goOn(page, store) {
  const goal = store.state.goal + 1;
  store.set(goal < page.goals.length ? { goal } : { goal, stage: "free" });
}

/**
 * Hold a goal against a run.
 * @param {Object} goal
 * @param {Object|null} run
 * @param {Map<number, number>} best lowest or highest value so far of each goal; extended here
 * @param {number} index of the goal
 */
function checkGoal(goal, run, best, index) {
  if (!run) return null;
  const valueOf = (measure) => meanOf(run.outcomes[measure]?.values ?? []);
  const conditions = (goal.conditions ?? []).map((condition) => {
    const value = valueOf(condition.measure);
    return { ...condition, value, isMet: isWithin(value, condition) };
  });
  const isReached = conditions.every((condition) => condition.isMet);
  const aim = goal.minimise ?? goal.maximise;
  const value = aim ? valueOf(aim) : null;
  if (isReached && value !== null) {
    const pick = goal.minimise ? Math.min : Math.max;
    best.set(index, best.has(index) ? pick(best.get(index), value) : value);
  }
  return { conditions, isReached, aim, value, best: best.get(index) ?? null };
}

function goalCard(goal, index, checked, page) {
  const head = html(
    "p",
    { class: "goal-text" },
    html("strong", {}, `Goal ${index + 1} of ${page.goals.length}: `),
    goal.text,
  );
  if (!checked) return [head, html("p", { class: "note" }, "Waiting for the run of policy B.")];
  const list = checked.conditions.map((condition) => conditionLine(condition, page));
  if (checked.aim) list.push(aimLine(goal, checked, page));
  const verdict = checked.isReached ? "✓\ufe0e Reached." : "Not reached yet.";
  return [
    head,
    html("ul", { class: "conditions" }, list),
    html("p", { class: checked.isReached ? "right" : null }, html("strong", {}, verdict)),
  ];
}

function outcomeOf(measure, page) {
  return (
    page.outcomes.find((outcome) => outcome.measure === measure) ?? {
      label: measure.replaceAll("_", " "),
    }
  );
}

function conditionLine(condition, page) {
  const outcome = outcomeOf(condition.measure, page);
  const bounds = [];
  if (condition.at_least !== undefined)
    bounds.push(`at least ${quantityText(condition.at_least, outcome)}`);
  if (condition.at_most !== undefined)
    bounds.push(`at most ${quantityText(condition.at_most, outcome)}`);
  return html(
    "li",
    { class: condition.isMet ? "met" : "unmet" },
    condition.isMet ? "✓\ufe0e " : "✗\ufe0e ",
    `${outcome.label} ${bounds.join(" and ")}: now ${quantityText(condition.value, outcome)}`,
  );
}

function aimLine(goal, checked, page) {
  const outcome = outcomeOf(checked.aim, page);
  const best = checked.best === null ? "" : `; best so far ${quantityText(checked.best, outcome)}`;
  const wish = goal.minimise ? "as low as you can" : "as high as you can";
  return html(
    "li",
    {},
    `→ ${outcome.label} ${wish}: now ${quantityText(checked.value, outcome)}${best}`,
  );
}
