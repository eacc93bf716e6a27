/** The menu of scenarios: each has a page of its own on the same server. */

import { byId, html, refill } from "./dom.js";
import { say } from "./words.js";

/** Build the menu in the head of the page; a file of one's own has none. */
export async function startMenu(page) {
  if (!page.menu) return;
  const answer = await fetch("/api/scenarios").catch(() => null);
  if (!answer?.ok) return;
  const listed = await answer.json();
  if (listed.length < 2) return;
  if (!listed.some(({ address }) => address === location.pathname)) {
    listed.push({ title: say("{scenario}, with levers added", { scenario: page.scenario.title }), address: location.pathname });
  }
  const select = html(
    "select",
    {
      "aria-label": say("Scenario"),
      change: () => location.assign(`${select.value}${location.search}`),
    },
    listed.map(({ title, titles, address }) =>
      html("option", { value: address }, titles?.[page.language] ?? title),
    ),
  );
  select.value = location.pathname;
  refill(byId("menu"), select);
}
