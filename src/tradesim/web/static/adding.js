/** A lever on demand: any figure with a range becomes a slider, here or in a file of one's own. */

import { sendAsked } from "./asking.js";
import { html, refill } from "./dom.js";
import { saveText } from "./exports.js";
import { figureChoice } from "./figure_choice.js";
import { say } from "./words.js";

const LONGEST_TITLE = 200;

/** Build the form to add a lever; nothing where the page has no server with a menu. */
export function buildAdding(page) {
  if (!page.menu) return null;
  const said = html("p", { role: "status" });
  const title = titleField(page);
  const buttons = [];
  const choice = figureChoice((chosen) => {
    title.suggest(chosen);
    for (const button of buttons) button.disabled = !chosen;
    refill(said);
  });
  const added = async (use) => {
    try {
      use(await sendAsked("api/levers", { paths: [choice.path()], title: title.text() }));
    } catch (error) {
      refill(said, error.message);
    }
  };
  const open = () => added(({ address }) => location.assign(address));
  const keep = () =>
    added(({ name, file }) => {
      saveText(file, "application/yaml", `${name}.yaml`);
      refill(said, say("Saved. In the folder that “serve --folder” names it is on the menu at once. It extends this scenario by name: keep it beside its file, if it has one of its own."));
    });
  buttons.push(
    html("button", { type: "button", disabled: true, click: open }, say("Open a page with it")),
    html("button", { type: "button", disabled: true, click: keep }, say("Save as a scenario file")),
  );
  return html(
    "section",
    { class: "figure adding", "aria-label": say("Add a lever") },
    html(
      "details",
      { toggle: choice.fill },
      html("summary", {}, say("Add a lever")),
      html("p", { class: "note" }, say("Any judgement of the scenario that has a range can be moved.")),
      choice.node,
      title.node,
      html("p", { class: "buttons" }, buttons),
      said,
    ),
  );
}

/** The title of the file: one of its own is suggested until the visitor writes another. */
function titleField(page) {
  let isOwn = false;
  const input = html("input", {
    type: "text",
    id: "added-title",
    maxlength: LONGEST_TITLE,
    autocomplete: "off",
    input: () => {
      isOwn = input.value.trim() !== "";
    },
  });
  const suggest = (figure) => {
    if (isOwn) return;
    const told = { scenario: page.scenario.title, figure };
    input.value = figure ? say("{scenario} (lever: {figure})", told).slice(0, LONGEST_TITLE) : "";
  };
  const label = html("label", { for: "added-title" }, say("Title of the scenario file"));
  return { node: html("div", { class: "field" }, label, input), suggest, text: () => input.value };
}
