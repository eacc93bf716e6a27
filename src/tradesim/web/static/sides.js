/** What marks the two sides of the page: the badges of A and B, and the cover over B. */

import { html } from "./dom.js";
import { say } from "./words.js";

/**
 * Return the badge of a side.
 * @param {"a"|"b"} side
 */
export function badge(side) {
  return html(
    "span",
    { class: `badge badge-${side}` },
    html("span", { class: "hidden" }, `${say("Policy")} `),
    side.toUpperCase(),
  );
}

/** Return what stands where nothing can be shown yet. */
export function coverNote(side, store) {
  const isCovered = store.state.covered && store.state.runs[side];
  const text = isCovered ? say("Covered until your bets are placed, above.") : say("No run to show yet.");
  return html("p", { class: "cover" }, text);
}

/**
 * Build a row with one part for each side.
 * @param {function("a"|"b"): Node} part
 */
export function sideBySide(part) {
  return html("div", { class: "sides" }, part("a"), part("b"));
}
