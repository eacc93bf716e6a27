/** Goals to reach with policy B before play is free. */

import { html, refill } from "./dom.js";
import { numberText, quantityText } from "./format.js";
import { digitsApart } from "./outcome_texts.js";
import { isWithin, meanOf } from "./statistics.js";
import { say } from "./words.js";

/** Build the panel of goals; the goal in hand is `store.state.goal`. */
export function buildGoals(page, store) {
  const holder = html("div", {});
  const verdict = html("span", { role: "status" });
  const best = new Map();
  const next = html("button", { type: "button", class: "main", click: () => goOn(page, store) });
  const refresh = () => {
    const { goal, runs, pending } = store.state;
    const current = page.goals[goal];
    next.hidden = !current;
    refill(verdict);
    if (!current) return refill(holder, html("p", {}, say("All goals are reached. Play is free.")));
    const checked = pending ? null : checkGoal(current, runs.b, best, goal);
    next.disabled = !checked?.isReached;
    refill(next, goal + 1 < page.goals.length ? say("Next goal") : say("On to free play"));
    refill(holder, goalCard(current, goal, checked, page));
    refill(verdict, checked && verdictOf(checked));
  };
  store.on(["runs", "goal", "pending"], refresh);
  refresh();
  return html(
    "div",
    { class: "goals" },
    html("div", { role: "status" }, holder),
    html(
      "div",
      { class: "goal-end" },
      next,
      verdict,
      html("p", { class: "note" }, say("Move the sliders of policy B until it reaches the goal. What counts is the mean over the runs.")),
    ),
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
    html("strong", {}, `${say("Goal {number} of {count}:", { number: index + 1, count: page.goals.length })} `),
    goal.text,
  );
  if (!checked) return [head, html("p", { class: "note" }, say("Waiting for the run of policy B."))];
  const list = checked.conditions.map((condition) => conditionLine(condition, page));
  if (checked.aim) list.push(aimLine(goal, checked, page));
  return [head, html("ul", { class: "conditions" }, list)];
}

function verdictOf({ isReached }) {
  const words = isReached ? say("✓\ufe0e Reached.") : say("Not reached yet.");
  return html("strong", { class: isReached ? "right" : null }, words);
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
  const both = say("and");
  if (condition.at_least !== undefined)
    bounds.push(say("at least {value}", { value: quantityText(condition.at_least, outcome) }));
  if (condition.at_most !== undefined)
    bounds.push(say("at most {value}", { value: quantityText(condition.at_most, outcome) }));
  return html(
    "li",
    { class: condition.isMet ? "met" : "unmet" },
    condition.isMet ? "✓\ufe0e " : "✗\ufe0e ",
    say("{outcome} {bounds}: now {value}", {
      outcome: outcome.label,
      bounds: bounds.join(` ${both} `),
      value: conditionText(condition, outcome),
    }),
  );
}

/** Write the value without its unit, which the bound says, and so that it does not read as a bound it misses. */
function conditionText({ value, isMet, at_least, at_most }, outcome) {
  const missed = at_least !== undefined && value < at_least ? at_least : at_most;
  const digits = isMet ? undefined : digitsApart(value, missed ?? null, outcome);
  return numberText(value, digits === undefined ? outcome : { ...outcome, digits });
}

function aimLine(goal, checked, page) {
  const outcome = outcomeOf(checked.aim, page);
  const told = { outcome: outcome.label, value: quantityText(checked.value, outcome) };
  const now = goal.minimise
    ? say("{outcome} as low as you can: now {value}", told)
    : say("{outcome} as high as you can: now {value}", told);
  const best =
    checked.best === null
      ? ""
      : `; ${say("best so far {value}", { value: quantityText(checked.best, outcome) })}`;
  return html(
    "li",
    {},
    `→ ${now}${best}`,
  );
}
