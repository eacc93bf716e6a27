/** The two policies: a named baseline to start from, and a slider for each lever. */

import { html, refill } from "./dom.js";
import { badge } from "./sides.js";
import { samePositions } from "./store.js";
import { leverSlider } from "./lever.js";
import { say } from "./words.js";

const CUSTOM = "";

/** Build the cards of policies A and B. */
export function buildPolicies(page, store) {
  return html(
    "div",
    { class: "policies" },
    policyCard("b", page, store),
    policyCard("a", page, store),
    leverHelp(page),
  );
}

/** Explain the levers once for both sides. */
function leverHelp(page) {
  const explained = page.levers.filter((lever) => lever.help);
  if (!explained.length) return null;
  return html(
    "details",
    { class: "lever-help" },
    html("summary", {}, say("What the sliders mean")),
    html(
      "dl",
      {},
      page.levers.flatMap((lever, index) =>
        lever.help
          ? [html("dt", {}, lever.label), html("dd", { id: `lever-help-${index}` }, lever.help)]
          : [],
      ),
    ),
  );
}

function policyCard(side, page, store) {
  const sliders = page.levers.map((lever, index) => leverSlider(side, lever, index, store));
  const choice = baselineChoice(side, page, store);
  const lock = html("p", { class: "note" });
  const moved = html(
    "div",
    { class: "sliders" },
    sliders.map((slider) => slider.node),
  );
  const fold = html("details", { class: "fold" }, html("summary", {}, say("Sliders of policy A")), moved);
  const controls = html(
    "fieldset",
    { class: "controls" },
    html("legend", { class: "hidden" }, policyWord(side)),
    html("div", { class: "policy-head" }, heading(side), choice.node),
    lock,
    side === "a" ? fold : moved,
  );
  const refresh = () => {
    controls.disabled = store.isLocked(side);
    refill(lock, lockText(side, store));
    choice.refresh();
    sliders.forEach((slider) => slider.refresh());
  };
  store.on([side, "stage", "covered", "sealed"], refresh);
  refresh();
  return html(
    "section",
    { class: `card policy policy-${side}`, "aria-label": policyWord(side) },
    controls,
  );
}

function heading(side) {
  const words = side === "a" ? say("Compare with") : say("Your policy");
  return html("h2", {}, badge(side), html("span", { "aria-hidden": "true" }, words));
}

function lockText(side, store) {
  if (!store.isLocked(side)) return "";
  return store.state.stage === "goals" ? say("Fixed until free play.") : say("Fixed until the reveal.");
}

function baselineChoice(side, page, store) {
  const id = `baseline-${side}`;
  const custom = html("option", { value: CUSTOM }, say("own setting"));
  const select = html(
    "select",
    {
      id,
      change: () => {
        const baseline = page.baselines.find((each) => each.name === select.value);
        if (baseline) store.set({ [side]: [...baseline.positions] });
      },
    },
    page.baselines.map((each) => html("option", { value: each.name }, each.label)),
    custom,
  );
  const description = html("p", { class: "note" });
  const refresh = () => {
    const fitting = (each) => samePositions(each.positions, store.state[side]);
    const kept = page.baselines.find((each) => each.name === select.value && fitting(each));
    const current = kept ?? page.baselines.find(fitting);
    custom.hidden = Boolean(current);
    select.value = current?.name ?? CUSTOM;
    refill(description, current ? (current.description ?? "") : say("Set by the sliders below."));
  };
  const node = html(
    "div",
    { class: "baseline" },
    html("label", { for: id }, say("Start from")),
    select,
    description,
  );
  return { node, refresh };
}

function policyWord(side) {
  return side === "a" ? say("Policy A") : say("Policy B");
}
