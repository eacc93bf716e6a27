/** The commands that compute the runs on show, ready to copy. */

import { html, refill } from "./dom.js";
import { badge } from "./sides.js";
import { say } from "./words.js";

const THANKS = 2000; // milliseconds

/** Build the section of commands. */
export function buildReproduce(page, store) {
  const said = html("p", { class: "hidden", role: "status" });
  const rows = ["a", "b"].map((side) => commandRow(side, store, said));
  return html(
    "section",
    { class: "figure", "aria-label": say("Reproduce") },
    html("h3", {}, say("Reproduce these runs")),
    html(
      "p",
      { class: "note" },
      `${originText(page)} ${say("The address of this page holds both policies too.")}`,
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
    const told = say(
      "Where policies are left out, the command knows nothing of their weeks and markets. Measured here over those of the scenario as written, and not so in its summary: {outcomes}.",
      { outcomes: named.join("; ") },
    );
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
        refill(button, isCopied ? say("Copied") : say("Press Ctrl+C"));
        refill(
          said,
          isCopied
            ? say("Command of policy {side} copied.", { side: side.toUpperCase() })
            : say("Selected; press Ctrl and C."),
        );
        setTimeout(() => refill(button, say("Copy")), THANKS);
      },
      "aria-label": say("Copy the command of policy {side}", { side: side.toUpperCase() }),
    },
    say("Copy"),
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

/** Say where the numbers of the page come from: scenario, seed, runs and version. */
export function originText(page) {
  return say("Scenario {scenario}, seed {seed}, {count} runs, tradesim {version}.", {
    scenario: page.scenario.name,
    seed: page.seed,
    count: page.replicates,
    version: page.tradesim,
  });
}
