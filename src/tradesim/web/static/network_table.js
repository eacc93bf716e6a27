/** The network of the current week as a table. */

import { html } from "./dom.js";
import { dateText, numberText } from "./format.js";
import { folded, row, table } from "./table.js";
import { say } from "./words.js";

/** Return a fold that holds the deliveries and stocks of the week once it is open. */
export function networkTable(page, store) {
  const tables = () => {
    const runs = Object.entries(store.shownRuns()).filter(([, run]) => run);
    return runs.map(([side, run]) => sideTable(side, run.network, page, store.state.week));
  };
  const label = say("Table: deliveries and stocks");
  const { node, refresh } = folded(label, say("Numbers of this week as a table"), tables);
  store.on(["week", "runs", "covered"], refresh);
  return node;
}

function sideTable(side, run, page, week) {
  const { suppliers, buyers, item } = page.network;
  const flow = (supplier, buyer) => run.flow[week][supplier * buyers.length + buyer];
  const each = (heading, cell) => row(heading, buyers.map((_, buyer) => cell(buyer)));
  const date = dateText(page.weeks[week]);
  return table(
    {},
    html("caption", {}, say("Policy {side}, week of {date}: deliveries of {item}", { side: side.toUpperCase(), date, item })),
    [say("From"), ...buyers.map((buyer) => say("to {buyer}", { buyer: buyer.label }))],
    [
      ...suppliers.map((supplier, index) => each(supplier.label, (buyer) => numberText(flow(index, buyer)))),
      each(say("Stock, weeks of use"), (buyer) => numberText(run.stock[week][buyer], { digits: 1 })),
      each(say("Short of supply"), (buyer) => (run.starving[week][buyer] ? say("yes") : say("no"))),
    ],
  );
}
