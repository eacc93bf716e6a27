/** A lever on demand: any figure with a range becomes a slider, here or in a file of one's own. */

import { sendAsked } from "./asking.js";
import { html, refill } from "./dom.js";
import { saveText } from "./exports.js";
import { say, sayTold } from "./words.js";

/** Build the form to add a lever; nothing where the page has no server with a menu. */
export function buildAdding(page) {
  if (!page.menu) return null;
  const select = html("select", { id: "added-lever" });
  const said = html("p", { role: "status" });
  const added = async (use) => {
    try {
      use(await sendAsked("api/levers", { paths: [select.value] }));
    } catch (error) {
      refill(said, error.message);
    }
  };
  const open = () => added(({ address }) => location.assign(address));
  const keep = () =>
    added(({ file }) => {
      saveText(file, "application/yaml", `${page.scenario.name}_levers.yaml`);
      refill(said, say("Saved. It extends this scenario by name: keep it beside its file, if it has one of its own."));
    });
  const fill = async () => {
    if (select.options.length) return;
    const listed = await (await fetch("api/levers")).json();
    refill(select, listed.map(({ path, label }) => html("option", { value: path }, sayTold(label))));
  };
  return html(
    "section",
    { class: "figure adding", "aria-label": say("Add a lever") },
    html(
      "details",
      { toggle: fill },
      html("summary", {}, say("Add a lever")),
      html("p", { class: "note" }, say("Any judgement of the scenario that has a range can be moved.")),
      html("label", { for: "added-lever" }, say("Figure")),
      select,
      html(
        "p",
        { class: "buttons" },
        html("button", { type: "button", click: open }, say("Open a page with it")),
        html("button", { type: "button", click: keep }, say("Save as a scenario file")),
      ),
      said,
    ),
  );
}
