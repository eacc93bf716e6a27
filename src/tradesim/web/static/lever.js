/** The slider of a lever: it stops only where there are runs. */

import { html, refill } from "./dom.js";

export function leverSlider(side, lever, index, store) {
  const id = `lever-${side}-${index}`;
  const output = html("output", { for: id, id: `${id}-value` });
  const label = (position) => {
    const text = lever.positions[position];
    return lever.unit && lever.unit !== "1" ? `${text} ${lever.unit}` : text;
  };
  const stops = lever.kept ?? lever.positions.map((_, position) => position);
  const move = () => {
    const positions = [...store.state[side]];
    positions[index] = stops[Number(input.value)];
    store.set({ [side]: positions });
  };
  const input = html("input", {
    type: "range",
    id,
    min: 0,
    max: Math.max(1, stops.length - 1),
    disabled: stops.length < 2,
    step: 1,
    "aria-describedby": lever.help ? `lever-help-${index}` : null,
    input: move,
  });
  const refresh = () => {
    const position = store.state[side][index];
    const stop = stops.indexOf(position);
    input.value = stop;
    input.setAttribute("aria-valuetext", label(position));
    input.style.setProperty("--filled", stops.length < 2 ? 0 : stop / (stops.length - 1));
    refill(output, label(position));
  };
  const node = html(
    "div",
    { class: "lever" },
    html("label", { for: id }, lever.label),
    output,
    input,
  );
  return { node, refresh };
}
