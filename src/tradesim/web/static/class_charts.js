/** What the teacher's screen draws: bars of bets, and policies on disruption against cost. */

import { html, svg } from "./dom.js";
import { numberText } from "./format.js";
import { linearScale, niceTicks } from "./scale.js";
import { say } from "./words.js";

const SCATTER_SIZE = { width: 640, height: 356 };
const SCATTER_FRAME = { left: 70, right: 620, top: 16, bottom: 330 };

/** Draw the bars of one question, each with its number. */
export function drawHistogram({ question, choices, counts }) {
  const most = Math.max(1, ...counts);
  return html(
    "table",
    { class: "bars" },
    html("caption", {}, say(question)),
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
  const best = policies.filter((policy) => policy.best);
  const told = [...new Set(best.map((policy) => policy.policy))].map((policy) =>
    best.filter((each) => each.policy === policy),
  );
  return [
    html("p", { class: "note" }, say("Along: {x}. Up: {y} (USD million). Less is better.", axes)),
    scatterPicture(axes, policies),
    html("h3", {}, say("Best so far: nobody has less of both")),
    html(
      "ul",
      {},
      told.map((same) => html("li", {}, sameText(same))),
    ),
  ];
}

/** Write a policy once, with all who looked at it and gave a name. */
function sameText(same) {
  const names = [...new Set(same.map((each) => each.name).filter(Boolean))];
  return policyText({ ...same[0], name: names.join(", ") });
}

function policyText({ name, policy, x, y }) {
  const who = name ? `${name}: ` : "";
  return `${who}${policy} (${numberText(x)}; ${numberText(y)})`;
}

function scatterPicture(axes, policies) {
  const ticks = { x: ticksOf(policies, "x"), y: ticksOf(policies, "y") };
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
    svg("g", { class: "axis" }, axisMarks(ticks, x, y)),
    policies.map(dot),
  );
}

function ticksOf(policies, key) {
  const values = policies.map((policy) => policy[key]);
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
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
