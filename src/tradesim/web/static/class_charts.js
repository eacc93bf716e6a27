/** What the teacher's screen draws: bars of bets, and policies on disruption against cost. */

import { html, svg } from "./dom.js";
import { numberText } from "./format.js";
import { linearScale, niceTicks } from "./scale.js";
import { say } from "./words.js";

const SCATTER_SIZE = { width: 640, height: 384 };
const SHORTEST_AXIS = 5; // times what matters
const SCATTER_FRAME = { left: 70, right: 620, top: 28, bottom: 340 };

/** Draw the bars of one question, each with its number. */
export function drawHistogram({ question, on, choices, counts }) {
  const most = Math.max(1, ...counts);
  return html(
    "table",
    { class: "bars" },
    html("caption", {}, html("strong", {}, say("B: {policy}.", { policy: say(on) })), ` ${say(question)}`),
    html(
      "tbody",
      {},
      choices.map((choice, index) => {
        const bar = html("span", { class: "bar", "aria-hidden": "true" });
        bar.style.width = `${(100 * counts[index]) / most}%`;
        return html(
          "tr",
          {},
          html("th", { scope: "row" }, say(choice)),
          html("td", { class: "count" }, `${counts[index]}`),
          html("td", { class: "bar-cell" }, bar),
        );
      }),
    ),
  );
}

/** Draw the policies that were looked at, with the best so far, and list those. */
export function drawScatter({ axes, policies }) {
  if (!axes) return html("p", {}, say("The scenario shows no disruption and no cost to weigh."));
  if (!policies.length) return html("p", {}, say("Nobody has looked at a policy yet."));
  const told = axesTold(axes);
  return [
    html("p", { class: "note" }, say("Along: {x}. Up: {y}. Less is better.", told)),
    scatterPicture(told, policies, { x: axes.x_matters, y: axes.y_matters }),
    html("h3", {}, say("Best so far: nobody has less of both")),
    uncounted(axes, told),
    html("ul", {}, bestTexts(policies).map((text) => html("li", {}, text))),
  ];
}

/** Say which differences are too small to make one policy better than another. */
function uncounted({ x_matters, y_matters }, { x_unit, y_unit }) {
  if (!x_matters || !y_matters) return null;
  const [x, y] = [`${numberText(x_matters)} ${x_unit}`, `${numberText(y_matters)} ${y_unit}`];
  return html("p", { class: "note" }, say("Differences below {x} and {y} count for nothing.", { x, y }));
}

/** Return what the axes are called with their units, in the reader's language. */
function axesTold({ x, x_unit, y, y_unit }) {
  const units = { x_unit: say(x_unit), y_unit: say(y_unit) };
  const costs = y.map((label) => say(label)).join(" + ");
  return { x: `${say(x)} (${units.x_unit})`, y: `${costs} (${units.y_unit})`, ...units };
}

/** Return a text for each of the best places: where it is, and all policies that stand there. */
function bestTexts(policies) {
  const places = new Map();
  for (const policy of policies.filter((each) => each.best)) {
    const place = placeText(policy);
    if (!places.has(place)) places.set(place, new Map());
    const same = places.get(place);
    const words = policyWords(policy.policy);
    if (!same.has(words)) same.set(words, new Set());
    if (policy.name) same.get(words).add(policy.name);
  }
  return [...places].map(([place, same]) => {
    const each = [...same].map(([words, names]) => (names.size ? `${[...names].join(", ")}: ${words}` : words));
    return `${each.join(` – ${say("or")} – `)} (${place})`;
  });
}

function policyWords(moved) {
  return moved.map(([lever, position]) => `${say(lever)} ${say(position)}`).join("; ") || say("as written");
}

function placeText({ x, y }) {
  return `${numberText(x)}; ${numberText(y)}`;
}

function policyText(policy) {
  const who = policy.name ? `${policy.name}: ` : "";
  return `${who}${policyWords(policy.policy)} (${placeText(policy)})`;
}

function scatterPicture(axes, policies, matters) {
  const ticks = { x: ticksOf(policies, "x", matters.x), y: ticksOf(policies, "y", matters.y) };
  const x = linearScale(ticks.x[0], ticks.x.at(-1), SCATTER_FRAME.left, SCATTER_FRAME.right);
  const y = linearScale(ticks.y[0], ticks.y.at(-1), SCATTER_FRAME.bottom, SCATTER_FRAME.top);
  const dot = (policy) =>
    svg(
      "circle",
      { class: policy.best ? "dot best" : "dot", cx: x(policy.x), cy: y(policy.y), r: policy.best ? 7 : 5 },
      svg("title", {}, policyText(policy)),
    );
  return svg(
    "svg",
    {
      class: "scatter",
      viewBox: `0 0 ${SCATTER_SIZE.width} ${SCATTER_SIZE.height}`,
      role: "img",
      "aria-label": say("{count} policies: {x} along, {y} up", { count: policies.length, ...axes }),
    },
    svg("g", { class: "axis" }, axisMarks(ticks, x, y), axisUnits(axes)),
    policies.map(dot),
  );
}

function axisUnits({ x_unit, y_unit }) {
  const { left, right, top, bottom } = SCATTER_FRAME;
  return [
    svg("text", { class: "axis-unit", x: right, y: bottom + 36, "text-anchor": "end" }, x_unit),
    svg("text", { class: "axis-unit", x: left, y: top - 10 }, y_unit),
  ];
}

/** Return the ticks of an axis that is long enough for what matters to stay small on it. */
function ticksOf(policies, key, matters = 0) {
  const values = policies.map((policy) => policy[key]);
  const low = Math.min(0, ...values);
  const high = Math.max(...values, low + SHORTEST_AXIS * matters);
  return niceTicks(low, high > low ? high : low + 1, 4);
}

function axisMarks(ticks, x, y) {
  return [
    ...ticks.x.map((tick) => [
      svg("line", { x1: x(tick), x2: x(tick), y1: SCATTER_FRAME.top, y2: SCATTER_FRAME.bottom }),
      svg("text", { x: x(tick), y: SCATTER_FRAME.bottom + 18, "text-anchor": "middle" }, numberText(tick)),
    ]),
    ...ticks.y.map((tick) => [
      svg("line", { x1: SCATTER_FRAME.left, x2: SCATTER_FRAME.right, y1: y(tick), y2: y(tick) }),
      svg("text", { x: SCATTER_FRAME.left - 7, y: y(tick) + 4, "text-anchor": "end" }, numberText(tick)),
    ]),
  ].flat();
}
