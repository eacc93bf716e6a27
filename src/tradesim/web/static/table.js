/** Tables: of heads and rows, and folded until somebody opens them. */

import { html, refill } from "./dom.js";

/**
 * Return a table.
 * @param {Object<string, *>} attributes
 * @param {HTMLElement} caption
 * @param {string[]} heads of its columns
 * @param {HTMLElement[]} rows
 * @returns {HTMLElement}
 */
export function table(attributes, caption, heads, rows) {
  const columns = heads.map((head) => html("th", { scope: "col" }, head));
  return html("table", attributes, caption, html("thead", {}, html("tr", {}, columns)), html("tbody", {}, rows));
}

/** Return a row of its head and what its cells hold. */
export function row(head, cells) {
  return html("tr", {}, html("th", { scope: "row" }, head), cells.map((cell) => html("td", {}, cell)));
}

/** Return an empty holder, in which a wide table is moved sideways. */
export function scrolled(label) {
  return html("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label });
}

/**
 * Return a fold that holds tables once it is open.
 * @param {string} label of what holds them
 * @param {string} summary what opens them
 * @param {function(): (Node|Node[])} tables made at each refresh
 * @returns {{node: HTMLElement, refresh: function(): void}}
 */
export function folded(label, summary, tables) {
  const holder = scrolled(label);
  const node = html("details", { class: "table" }, html("summary", {}, summary), holder);
  const refresh = () => {
    if (node.open) refill(holder, tables());
  };
  node.addEventListener("toggle", refresh);
  return { node, refresh };
}
