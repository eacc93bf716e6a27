/** One SVG of the drawings of a chart that stands on its own: with its styles, title and dates. */

import { svg } from "./dom.js";

const MARGIN = 12;
const HEAD = 34;
const KEPT_STYLES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "opacity",
  "font-size",
  "font-weight",
  "color",
];

/**
 * Put the drawings of a chart beside one another into one picture.
 * @param {{name: string, drawings: SVGElement[]}} shown
 * @returns {{text: string, width: number, height: number}}
 */
export function pictureOf({ name, drawings }) {
  const boxes = drawings.map((drawing) => drawing.viewBox.baseVal);
  const width = boxes.reduce((sum, box) => sum + box.width + MARGIN, MARGIN);
  const height = Math.max(...boxes.map((box) => box.height)) + HEAD + MARGIN;
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--card");
  const ink = getComputedStyle(document.body).color;
  const picture = svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "sans-serif", role: "img", "aria-label": name },
    svg("rect", { width, height, fill: ground }),
    svg("text", { x: MARGIN, y: 22, "font-size": 15, "font-weight": 600, fill: ink }, name),
  );
  let left = MARGIN;
  drawings.forEach((drawing, index) => {
    const copy = styledCopy(drawing);
    copy.setAttribute("x", left);
    copy.setAttribute("y", HEAD);
    copy.setAttribute("width", boxes[index].width);
    copy.setAttribute("height", boxes[index].height);
    copy.append(...flagTexts(drawing, boxes[index].width));
    picture.append(copy);
    left += boxes[index].width + MARGIN;
  });
  return { text: new XMLSerializer().serializeToString(picture), width, height };
}

/** Copy a drawing with the styles that the page's style sheet gives it, without week marker. */
function styledCopy(drawing) {
  const copy = drawing.cloneNode(true);
  const pairs = [...drawing.querySelectorAll("*")].map((node, index) => [
    node,
    copy.querySelectorAll("*")[index],
  ]);
  for (const [node, twin] of pairs) {
    const style = getComputedStyle(node);
    for (const name of KEPT_STYLES) twin.style.setProperty(name, style.getPropertyValue(name));
  }
  for (const gone of copy.querySelectorAll(".veil, .now")) gone.remove();
  return copy;
}

/** Write the numbers of policy dates, which stand over the drawing as buttons, into it. */
function flagTexts(drawing, width) {
  const flags = drawing.parentNode.querySelectorAll(".flag");
  return [...flags].map((flag) =>
    svg(
      "text",
      { x: (parseFloat(flag.style.left) / 100) * width, y: 15, "text-anchor": "middle", "font-size": 12, fill: getComputedStyle(flag).color },
      flag.textContent,
    ),
  );
}
