/** What the scenario tells its readers: what it is, how to use it, what to notice and to try. */

import { html } from "./dom.js";

/** Build the folds of the lesson; the first stands open. */
export function buildLesson(page) {
  if (!page.lesson.length) return null;
  return html("section", { class: "lesson", "aria-label": "About this page" },
    html("h2", {}, "About this page"),
    page.lesson.map(({ heading, text }, index) => html("details", { open: index === 0 },
      html("summary", {}, heading), paragraphs(text))));
}

/** Split a text at its blank lines; lines that start with a dash become a list. */
function paragraphs(text) {
  return text.trim().split(/\n\s*\n/).map((block) => {
    const lines = block.split("\n").map((line) => line.trim());
    if (!lines.every((line) => line.startsWith("- "))) return html("p", {}, lines.join(" "));
    return html("ul", {}, lines.map((line) => html("li", {}, line.slice(2))));
  });
}
