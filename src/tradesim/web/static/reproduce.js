/** The commands that compute the runs on show, ready to copy. */

import { html, refill } from "./dom.js";
import { badge } from "./sides.js";

const THANKS = 2000; // milliseconds

/** Build the section of commands. */
export function buildReproduce(page, store) {
  const said = html("p", { class: "hidden", role: "status" });
  const rows = ["a", "b"].map((side) => commandRow(side, store, said));
  return html(
    "section",
    { class: "figure", "aria-label": "Reproduce" },
    html("h3", {}, "Reproduce these runs"),
    html(
      "p",
      { class: "note" },
      `Scenario ${page.scenario.name}, seed ${page.seed}, ${page.replicates} runs, ` +
        `tradesim ${page.tradesim}. The address of this page holds both policies too.`,
    ),
    rows,
    said,
  );
}

function commandRow(side, store, said) {
  const code = html("code", { tabindex: "0" });
  const button = html(
    "button",
    {
      type: "button",
      click: async () => {
        const isCopied = await copyText(code.textContent, code);
        refill(button, isCopied ? "Copied" : "Press Ctrl+C");
        refill(
          said,
          isCopied
            ? `Command of policy ${side.toUpperCase()} copied.`
            : "Selected; press Ctrl and C.",
        );
        setTimeout(() => refill(button, "Copy"), THANKS);
      },
      "aria-label": `Copy the command of policy ${side.toUpperCase()}`,
    },
    "Copy",
  );
  const refresh = () => refill(code, store.state.runs[side]?.command ?? "");
  store.on(["runs"], refresh);
  refresh();
  return html("div", { class: "command" }, badge(side), code, button);
}

/** Copy a text; where the browser forbids it, as on plain http, leave it selected. */
async function copyText(text, node) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(node);
    return false;
  }
}
