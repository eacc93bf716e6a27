/** The network of the current week as a table. */

import { html, refill } from "./dom.js";
import { dateText, numberText } from "./format.js";
import { say } from "./words.js";

/** Return a fold that holds the deliveries and stocks of the week once it is open. */
export function networkTable(page, store) {
  const holder = html("div", {
    class: "scroll",
    tabindex: "0",
    role: "region",
    "aria-label": say("Table: deliveries and stocks"),
  });
  const node = html(
    "details",
    { class: "table" },
    html("summary", {}, say("Numbers of this week as a table")),
    holder,
  );
  const refresh = () => {
    if (!node.open) return;
    const runs = Object.entries(store.shownRuns()).filter(([, run]) => run);
    refill(
      holder,
      runs.map(([side, run]) => sideTable(side, run.network, page, store.state.week)),
    );
  };
  node.addEventListener("toggle", refresh);
  store.on(["week", "runs", "covered"], refresh);
  return node;
}

function sideTable(side, run, page, week) {
  const { suppliers, buyers, item } = page.network;
  const flow = (supplier, buyer) => run.flow[week][supplier * buyers.length + buyer];
  const row = (heading, cell) =>
    html(
      "tr",
      {},
      html("th", { scope: "row" }, heading),
      buyers.map((_, buyer) => html("td", {}, cell(buyer))),
    );
  return html(
    "table",
    {},
    html(
      "caption",
      {},
      say("Policy {side}, week of {date}: deliveries of {item}", { side: side.toUpperCase(), date: dateText(page.weeks[week]), item }),
    ),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", { scope: "col" }, say("From")),
        buyers.map((buyer) => html("th", { scope: "col" }, say("to {buyer}", { buyer: buyer.label }))),
      ),
    ),
    html(
      "tbody",
      {},
      suppliers.map((supplier, index) =>
        row(supplier.label, (buyer) => numberText(flow(index, buyer))),
      ),
      row(say("Stock, weeks of use"), (buyer) => numberText(run.stock[week][buyer], { digits: 1 })),
      row(say("Short of supply"), (buyer) => (run.starving[week][buyer] ? say("yes") : say("no"))),
    ),
  );
}
