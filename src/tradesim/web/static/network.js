/** Who supplies whom this week: suppliers left, buyers right, a bar for each buyer's stock. */

import { html, refill, svg, textScale, watchWidth } from "./dom.js";
import { flowCourses, networkLayout } from "./network_layout.js";
import { networkTable } from "./network_table.js";
import { colourClass, countryOf } from "./palette.js";
import { badge, coverNote, sideBySide } from "./sides.js";
import { buyerNode, supplierNode } from "./network_nodes.js";
import { say } from "./words.js";

/** Build the section with one network for each policy. */
export function buildNetwork(page, store) {
  const panels = [];
  const row = sideBySide((side) => {
    const panel = networkPanel(side, page, store);
    panels.push(panel);
    return panel.node;
  });
  const table = networkTable(page, store);
  const note = html("p", { class: "note" });
  const explain = () => refill(note, networkNote(page, store.shownRuns()));
  store.on(["runs", "covered"], explain);
  explain();
  store.on(["runs", "covered", "projector"], () => panels.forEach((panel) => panel.redraw()));
  store.on(["week"], () => panels.forEach((panel) => panel.showWeek()));
  return html(
    "section",
    { class: "figure", "aria-label": say("Who supplies whom") },
    html("h3", {}, say("Who supplies whom: {item}", { item: page.network.item })),
    note,
    row,
    table,
  );
}

function networkNote(page, runs) {
  const shown = Object.entries(runs).filter(([, run]) => run?.replicate !== undefined);
  const which = shown
    .map(([side, run]) => say("number {number} under {side}", { number: run.replicate, side: side.toUpperCase() }))
    .join(", ");
  const { unit } = page.network;
  const width = unit
    ? say("A line’s width is what is delivered ({unit}), a bar the buyer’s stock in weeks of use.", { unit })
    : say("A line’s width is what is delivered, a bar the buyer’s stock in weeks of use.");
  const mark = say("⚠\ufe0e and a broken frame mark a buyer that makes less than it could, for want of any material.");
  const run = which
    ? say("The drawing and the sentences follow one run, whose charts are nearest the means: {runs}.", { runs: which })
    : "";
  return `${width} ${mark} ${run}`;
}

function networkPanel(side, page, store) {
  const place = html("div", { class: "plot" });
  let [drawn, width] = [null, 0];
  const showWeek = () => drawn?.(store.state.week);
  const redraw = () => {
    if (!width) return;
    const runs = store.shownRuns();
    const layout = networkLayout(page.network, Object.values(runs).filter(Boolean), width / textScale());
    const picture = runs[side] ? drawNetwork(side, page.network, runs[side].network, layout) : null;
    drawn = picture?.showWeek ?? null;
    refill(place, picture ? picture.node : coverNote(side, store));
    showWeek();
  };
  watchWidth(place, (pixels) => {
    width = pixels;
    redraw();
  });
  return {
    node: html("div", { class: "side" }, html("div", { class: "panel-head" }, badge(side)), place),
    redraw,
    showWeek,
  };
}

function drawNetwork(side, parties, run, layout) {
  const links = run.flow[0].map((_, link) => {
    const supplier = parties.suppliers[Math.floor(link / parties.buyers.length)];
    return svg("path", { class: `flow ${colourClass(countryOf(supplier))}` });
  });
  const suppliers = parties.suppliers.map((supplier, index) =>
    supplierNode(supplier, layout.supplierY(index), layout),
  );
  const buyers = parties.buyers.map((buyer, index) =>
    buyerNode(buyer, layout.buyerY(index), layout),
  );
  const label = say("Deliveries and stocks under policy {side}; the table below holds the numbers", { side: side.toUpperCase() });
  const node = svg(
    "svg",
    {
      class: "network",
      width: layout.width * textScale(),
      height: layout.height * textScale(),
      role: "img",
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      "aria-label": label,
    },
    links,
    suppliers.map((supplier) => supplier.node),
    buyers.map((buyer) => buyer.node),
  );
  const showWeek = (week) => {
    const flows = run.flow[week];
    const courses = flowCourses(flows, suppliers.length, buyers.length, layout);
    courses.links.forEach((course, index) => {
      links[index].setAttribute("d", course.d);
      links[index].setAttribute("stroke-width", course.thickness.toFixed(2));
    });
    suppliers.forEach((supplier, index) =>
      supplier.show(courses.totals.supplier[index] * layout.thickness),
    );
    buyers.forEach((buyer, index) =>
      buyer.show(
        courses.totals.buyer[index] * layout.thickness,
        run.stock[week][index],
        Boolean(run.starving[week][index]),
      ),
    );
  };
  return { node, showWeek };
}
