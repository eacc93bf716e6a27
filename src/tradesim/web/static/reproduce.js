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
    apartNote(page, store),
    said,
  );
}

/** Name the outcomes that a command measures otherwise than the page, which compares. */
function apartNote(page, store) {
  const note = html("p", { class: "note" });
  const refresh = () => {
    const { runs, covered, sealed } = store.state;
    const isApart = (measure) => ["a", "b"].some((side) => runs[side]?.apart?.includes(measure));
    const named = page.outcomes.filter(({ measure }) => isApart(measure)).map(({ label }) => label);
    const told =
      "Where policies are left out, the command knows nothing of their weeks and markets. Measured " +
      `here over those of the scenario as written, and not so in its summary: ${named.join("; ")}.`;
    refill(note, covered || sealed || !named.length ? "" : told);
  };
  store.on(["runs", "covered", "sealed"], refresh);
  refresh();
  return note;
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
