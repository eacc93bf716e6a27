/** What the scenario tells its readers: what it is, how to use it, what to notice and to try. */

import { html } from "./dom.js";
import { say } from "./words.js";

/** Build the description of the scenario and the folds of its lesson; the first stands open. */
export function buildLesson(page) {
  return html(
    "section",
    { class: "lesson", "aria-label": say("About this page") },
    html("h2", {}, say("About this page")),
    html("p", { class: "note" }, page.scenario.description),
    page.lesson.map(({ heading, text }, index) =>
      html("details", { open: index === 0 }, html("summary", {}, heading), paragraphs(text)),
    ),
  );
}

/** Make each line a paragraph; a line that starts with a dash is an item of a list. */
function paragraphs(text) {
  const blocks = [];
  for (const line of text
    .split("\n")
    .map((each) => each.trim())
    .filter(Boolean)) {
    if (!line.startsWith("- ")) {
      blocks.push(html("p", {}, line));
      continue;
    }
    const last = blocks[blocks.length - 1];
    const list = last?.tagName === "UL" ? last : html("ul");
    if (list !== last) blocks.push(list);
    list.append(html("li", {}, line.slice(2)));
  }
  return blocks;
}
