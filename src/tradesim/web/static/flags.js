/** Flags of policy dates over a chart: near ones share a flag, which lists them when asked. */

import { html, refill } from "./dom.js";
import { daysText } from "./format.js";
import { say } from "./words.js";

const LIST_WIDTH = 340;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/**
 * Build the flags of a chart: a bar of buttons, one of them in the order of the Tab key. They stand
 * at shares of the width, so that they keep their dates when the drawing shrinks, as in print.
 * @param {Array} flags as from `groupDates`
 * @param {{weeks: string[], title: string, width: number, choose: function(number): void}} what
 * @returns {HTMLElement|null}
 */
export function flagBar(flags, what) {
  if (!flags.length) return null;
  const list = html("div", { class: "flag-list", "aria-hidden": "true", hidden: true });
  const buttons = flags.map((flag, index) => flagButton(flag, index, what, list));
  const bar = html(
    "div",
    {
      class: "flags",
      role: "toolbar",
      "aria-label": say("Policy dates on {chart}", { chart: what.title }),
      keydown: (event) => steer(event, buttons, list),
      pointerdown: (event) => event.stopPropagation(),
      mouseleave: () => hide(list),
      focusout: () => hide(list),
    },
    buttons,
    list,
  );
  return bar;
}

function flagButton(flag, index, what, list) {
  const told = flag.dates.map((date) => `${daysText(date, what.weeks)}, ${date.label}`);
  const show = () => showList(list, flag, what);
  const button = html(
    "button",
    {
      type: "button",
      class: "flag",
      tabindex: index ? "-1" : "0",
      "aria-label": `${flagWord(flag)}: ${told.join("; ")}`,
      mouseenter: show,
      focus: show,
      click: () => {
        what.choose(flag.dates[0].week);
        show();
      },
    },
    flag.text,
  );
  button.style.left = `${(100 * (flag.left + flag.width / 2)) / what.width}%`;
  button.style.width = `${flag.width / 16}rem`;
  return button;
}

function showList(list, flag, what) {
  const width = Math.min(LIST_WIDTH, what.width);
  const middle = flag.left + flag.width / 2;
  const left = Math.max(0, Math.min(middle - width / 2, what.width - width));
  list.style.width = `${(100 * width) / what.width}%`;
  list.style.left = `${(100 * left) / what.width}%`;
  refill(
    list,
    flag.dates.map((date) =>
      html(
        "p",
        {},
        html("span", { class: "flag-number" }, `${date.number}`),
        html("span", {}, html("b", {}, daysText(date, what.weeks)), ` ${date.label}`),
      ),
    ),
  );
  list.hidden = false;
}

function hide(list) {
  list.hidden = true;
}

/** Move between flags by the arrow keys; Escape puts the list away. */
function steer(event, buttons, list) {
  if (event.key === "Escape") hide(list);
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const at = buttons.indexOf(event.target) + step;
  const next = buttons[Math.max(0, Math.min(buttons.length - 1, at))];
  buttons.forEach((button) => button.setAttribute("tabindex", button === next ? "0" : "-1"));
  next.focus();
}

function flagWord(flag) {
  return flag.dates.length > 1
    ? say("Policy dates {numbers}", { numbers: flag.text })
    : say("Policy date {number}", { number: flag.text });
}
