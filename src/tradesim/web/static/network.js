/** Who supplies whom this week: suppliers left, buyers right, a bar for each buyer's stock. */

import { html, refill, svg, watchWidth } from "./dom.js";
import { numberText } from "./format.js";
import { fitText, wrapText } from "./labels.js";
import { flowCourses, networkLayout } from "./network_layout.js";
import { networkTable } from "./network_table.js";
import { colourClass, countryOf } from "./palette.js";
import { badge, coverNote, sideBySide } from "./sides.js";

const FAINTEST = 0.35;

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
  store.on(["runs", "covered"], () => panels.forEach((panel) => panel.redraw()));
  store.on(["week"], () => panels.forEach((panel) => panel.showWeek()));
  return html("section", { class: "figure", "aria-label": "Who supplies whom" },
    html("h3", {}, `Who supplies whom: ${page.network.item}`),
    note, row, table);
}

function networkNote(page, runs) {
  const shown = Object.entries(runs).filter(([, run]) => run?.replicate !== undefined);
  const which = shown.map(([side, run]) => `number ${run.replicate} under ${side.toUpperCase()}`).join(", ");
  const unit = page.network.unit ? ` (${page.network.unit})` : "";
  return `A line’s width is what is delivered${unit}, a bar the buyer’s stock in weeks of use. `
    + "⚠\ufe0e and a broken frame mark a buyer that makes less than it could, for want of any material. "
    + (which ? `The drawing and the sentences follow one run, the one nearest the middle: ${which}.` : "");
}

function networkPanel(side, page, store) {
  const place = html("div", { class: "plot" });
  let [drawn, width] = [null, 0];
  const showWeek = () => drawn?.(store.state.week);
  const redraw = () => {
    if (!width) return;
    const runs = store.shownRuns();
    const layout = networkLayout(page.network, Object.values(runs).filter(Boolean), width);
    const picture = runs[side] ? drawNetwork(side, page.network, runs[side].network, layout) : null;
    drawn = picture?.showWeek ?? null;
    refill(place, picture ? picture.node : coverNote(side, store));
    showWeek();
  };
  watchWidth(place, (pixels) => {
    width = pixels;
    redraw();
  });
  return { node: html("div", { class: "side" }, html("div", { class: "panel-head" }, badge(side)), place),
    redraw, showWeek };
}

function drawNetwork(side, parties, run, layout) {
  const links = run.flow[0].map((_, link) => {
    const supplier = parties.suppliers[Math.floor(link / parties.buyers.length)];
    return svg("path", { class: `flow ${colourClass(countryOf(supplier))}` });
  });
  const suppliers = parties.suppliers.map((supplier, index) =>
    supplierNode(supplier, layout.supplierY(index), layout));
  const buyers = parties.buyers.map((buyer, index) => buyerNode(buyer, layout.buyerY(index), layout));
  const label = `Deliveries and stocks under policy ${side.toUpperCase()}; the table below holds the numbers`;
  const node = svg("svg", { class: "network", width: layout.width, height: layout.height, role: "img",
      viewBox: `0 0 ${layout.width} ${layout.height}`, "aria-label": label },
    links, suppliers.map((supplier) => supplier.node), buyers.map((buyer) => buyer.node));
  const showWeek = (week) => {
    const flows = run.flow[week];
    const courses = flowCourses(flows, suppliers.length, buyers.length, layout);
    courses.links.forEach((course, index) => {
      links[index].setAttribute("d", course.d);
      links[index].setAttribute("stroke-width", course.thickness.toFixed(2));
    });
    suppliers.forEach((supplier, index) => supplier.show(courses.totals.supplier[index] * layout.thickness));
    buyers.forEach((buyer, index) => buyer.show(courses.totals.buyer[index] * layout.thickness,
      run.stock[week][index], Boolean(run.starving[week][index])));
  };
  return { node, showWeek };
}

function nodeBar(x, y) {
  const bar = svg("rect", { class: "node", x, width: 6, rx: 1.5 });
  const show = (size) => {
    bar.setAttribute("y", y - Math.max(size, 3) / 2);
    bar.setAttribute("height", Math.max(size, 3));
  };
  return { bar, show };
}

function supplierNode(supplier, y, layout) {
  const { bar, show } = nodeBar(layout.left, y);
  const room = layout.labelLeft - 10;
  const lines = wrapText(supplier.label, room, 12.5);
  const last = lines.length > 1 ? [] : [fitText(supplier.country, room, 11.5)];
  const texts = [...lines, ...last].map((line, index) => svg("text", { x: layout.left - 8, y: y - 2 + 14 * index,
    "text-anchor": "end", class: index >= lines.length ? "faint" : null }, line));
  const node = svg("g", { class: colourClass(countryOf(supplier)) }, svg("title", {}, `${supplier.label}, ${supplier.country}`),
    bar, texts);
  return { node, show: (size) => {
    show(size);
    node.setAttribute("opacity", size > 0.2 ? 1 : FAINTEST + 0.3);
  } };
}

function buyerNode(buyer, y, layout) {
  const { bar, show } = nodeBar(layout.right, y);
  const x = layout.right + 15;
  const room = layout.labelRight - 17;
  const frame = svg("rect", { class: "stock-frame", x, y: y - 4, width: room, height: 9, rx: 2 });
  const stock = svg("rect", { class: "stock", x, y: y - 4, height: 9, rx: 2 });
  const text = svg("text", { x, y: y + 19, class: "stock-text" });
  const node = svg("g", { class: "buyer" }, svg("title", {}, buyer.label), bar,
    wrapText(buyer.label, room, 12.5).map((line, index, lines) =>
      svg("text", { x, y: y - 10 - 14 * (lines.length - 1 - index) }, line)), stock, frame, text);
  return { node, show: (size, cover, isStarving) => {
    show(size);
    stock.setAttribute("width", (room * (cover ?? 0)) / layout.mostStock);
    node.classList.toggle("starving", isStarving);
    const weeks = cover === null || cover === undefined ? "" : `${numberText(cover, { digits: 1 })} weeks`;
    text.textContent = isStarving ? fitText(`⚠\ufe0e short: ${weeks}`, room, 12.5) : weeks;
  } };
}
