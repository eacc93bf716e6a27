/** Messages at the top of the page: what went wrong and what to do, in plain words. */

import { byId, html } from "./dom.js";
import { say } from "./words.js";

/**
 * Show a message until it is closed or replaced.
 * @param {string} key one message per key
 * @param {string} text
 * @param {"error"|"hint"} kind
 * @param {{label: string, act: function(): void}|null} [action] a button beside Close
 */
export function showNotice(key, text, kind, action = null) {
  clearNotice(key);
  const close = html(
    "button",
    { type: "button", class: "quiet", click: () => clearNotice(key) },
    say("Close"),
  );
  const notice = html(
    "div",
    { class: `notice notice-${kind}`, "data-key": key },
    html("p", {}, text),
    action && html("button", { type: "button", click: action.act }, action.label),
    close,
  );
  byId("notices").append(notice);
}

/** Take a message away. */
export function clearNotice(key) {
  for (const notice of byId("notices").querySelectorAll(`[data-key="${key}"]`)) notice.remove();
}
