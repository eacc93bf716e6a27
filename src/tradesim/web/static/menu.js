/** The menu of scenarios: each has a page of its own on the same server. */

import { byId, html, refill } from "./dom.js";
import { say } from "./words.js";

/** Build the menu in the head of the page; a file of one's own has none. */
export async function startMenu(page) {
  if (!page.menu) return;
  let shown = "";
  const show = async () => {
    const listed = await listedNow(page);
    if (listed.length < 2 || JSON.stringify(listed) === shown) return;
    shown = JSON.stringify(listed);
    refill(select, listed.map(({ title, address }) => html("option", { value: address }, title)));
    select.value = location.pathname;
    refill(byId("menu"), select);
  };
  const select = html("select", {
    "aria-label": say("Scenario"),
    change: () => location.assign(`${select.value}${location.search}`),
    focus: show, // a file may have been saved since
    pointerenter: show,
  });
  await show();
}

/** Return the entries of the menu as it is now; none if the server does not answer. */
async function listedNow(page) {
  const answer = await fetch("/api/scenarios").catch(() => null);
  if (!answer?.ok) return [];
  const listed = await answer.json();
  if (!listed.some(({ address }) => address === location.pathname)) {
    listed.push({ title: say("{scenario}, with levers added", { scenario: page.scenario.title }), address: location.pathname });
  }
  return listed.map(({ title, titles, address }) => ({ title: titles?.[page.language] ?? title, address }));
}
