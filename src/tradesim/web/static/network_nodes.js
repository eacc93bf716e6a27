/** The ends of the network's lines: a supplier with its country, a buyer with its stock. */

import { svg } from "./dom.js";
import { numberText } from "./format.js";
import { fitText, wrapText } from "./labels.js";
import { colourClass, countryOf } from "./palette.js";
import { say } from "./words.js";

const MOST_LINES = 3; // "Chinese HF makers (north)" and "(south)" differ at their end
const IDLE_OPACITY = 0.8; // text keeps its contrast

function nodeBar(x, y) {
  const bar = svg("rect", { class: "node", x, width: 6, rx: 1.5 });
  const show = (size) => {
    bar.setAttribute("y", y - Math.max(size, 3) / 2);
    bar.setAttribute("height", Math.max(size, 3));
  };
  return { bar, show };
}

export function supplierNode(supplier, y, layout) {
  const { bar, show } = nodeBar(layout.left, y);
  const room = layout.labelLeft - 10;
  const lines = wrapText(supplier.label, room, 12.5, MOST_LINES);
  const last = lines.length > 1 ? [] : [fitText(supplier.country, room, 11.5)];
  const texts = [...lines, ...last].map((line, index) =>
    svg(
      "text",
      {
        x: layout.left - 8,
        y: y - 2 + 14 * index - (lines.length > 2 ? 7 : 0),
        "text-anchor": "end",
        class: index >= lines.length ? "faint" : null,
      },
      line,
    ),
  );
  const node = svg(
    "g",
    { class: colourClass(countryOf(supplier)) },
    svg("title", {}, `${supplier.label}, ${supplier.country}`),
    bar,
    texts,
  );
  return {
    node,
    show: (size) => {
      show(size);
      node.setAttribute("opacity", size > 0.2 ? 1 : IDLE_OPACITY);
    },
  };
}

export function buyerNode(buyer, y, layout) {
  const { bar, show } = nodeBar(layout.right, y);
  const x = layout.right + 15;
  const room = layout.labelRight - 17;
  const frame = svg("rect", { class: "stock-frame", x, y: y - 4, width: room, height: 9, rx: 2 });
  const stock = svg("rect", { class: "stock", x, y: y - 4, height: 9, rx: 2 });
  const text = svg("text", { x, y: y + 19, class: "stock-text" });
  const node = svg(
    "g",
    { class: "buyer" },
    svg("title", {}, buyer.label),
    bar,
    wrapText(buyer.label, room, 12.5).map((line, index, lines) =>
      svg("text", { x, y: y - 10 - 14 * (lines.length - 1 - index) }, line),
    ),
    stock,
    frame,
    text,
  );
  return {
    node,
    show: (size, cover, isStarving) => {
      show(size);
      stock.setAttribute("width", (room * (cover ?? 0)) / layout.mostStock);
      node.classList.toggle("starving", isStarving);
      const weeks =
        cover === null || cover === undefined ? "" : say("{count} weeks", { count: numberText(cover, { digits: 1 }) });
      text.textContent = isStarving ? fitText(`⚠\ufe0e ${say("short: {cover}", { cover: weeks })}`, room, 12.5) : weeks;
    },
  };
}
