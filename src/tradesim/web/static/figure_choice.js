/** Choose one of hundreds of figures: by words of it, in a list by kinds. */

import { html, refill } from "./dom.js";
import { say, sayCount, sayTold } from "./words.js";

const ROWS = 9;

/**
 * Build a field to search in and the list of what it finds.
 * @param {function(string): void} onChoice takes what the chosen figure is called, empty for none
 */
export function figureChoice(onChoice) {
  let figures = null;
  const list = html("select", { id: "added-lever", size: ROWS, change: () => chosen() });
  const found = html("p", { class: "note", role: "status", id: "found-figures" });
  const chosen = () => {
    const figure = figures?.find(({ path }) => path === list.value);
    onChoice(figure ? figure.figure : "");
  };
  const show = () => {
    const kept = list.value;
    const fitting = fittingFigures(figures ?? [], search.value);
    refill(list, byGroups(fitting));
    list.value = fitting.some(({ path }) => path === kept) ? kept : (fitting[0]?.path ?? "");
    refill(found, foundText(fitting.length, figures?.length ?? 0));
    chosen();
  };
  const search = html("input", {
    type: "search",
    id: "figure-search",
    autocomplete: "off",
    "aria-controls": "added-lever",
    "aria-describedby": "found-figures",
    input: show,
    keydown: (event) => {
      if (event.key === "ArrowDown" || event.key === "Enter") {
        event.preventDefault();
        list.focus();
      }
    },
  });
  const fill = async () => {
    if (figures) return;
    const answer = await fetch("api/levers").catch(() => null);
    if (!answer?.ok) {
      refill(found, say("The server does not answer. Is “tradesim serve” still running?"));
      return;
    }
    figures = (await answer.json()).map(inWords);
    show();
  };
  return { node: choiceFields(search, found, list), fill, path: () => list.value };
}

function choiceFields(search, found, list) {
  return html(
    "div",
    { class: "field" },
    html("label", { for: "figure-search" }, say("Search: what, whose, or which good")),
    search,
    found,
    html("label", { for: "added-lever" }, say("Figure")),
    list,
  );
}

/** Put a figure into the reader's words, and together what a search looks through. */
function inWords({ path, group, figure, label }) {
  const told = { path, group: sayTold(group), figure: sayTold(figure), label: sayTold(label) };
  return { ...told, sought: plain(`${told.group} ${told.label} ${path}`) };
}

/** Return the figures that have every word of a search. */
function fittingFigures(figures, text) {
  const asked = plain(text).split(/\s+/).filter(Boolean);
  return figures.filter(({ sought }) => asked.every((word) => sought.includes(word)));
}

/** Return a text without capitals, accents and underscores. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/_/g, " ").toLowerCase();
}

function byGroups(figures) {
  const groups = [...new Set(figures.map(({ group }) => group))];
  return groups.map((group) =>
    html(
      "optgroup",
      { label: group },
      figures
        .filter((figure) => figure.group === group)
        .map(({ path, label }) => html("option", { value: path }, label)),
    ),
  );
}

function foundText(count, all) {
  if (!count) return say("No figure has all these words. Try fewer.");
  return sayCount(count, "{count} figure of {all}", "{count} figures of {all}", { all });
}
