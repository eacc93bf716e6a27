/** A mouse or a finger on a chart picks the week; a finger that moves down scrolls the page. */

const FAR = 8; // pixels along the chart from which a finger means the week

/**
 * Let a pointer on a chart choose the week; the slider does so for the keyboard.
 * @param {HTMLElement} place that holds the chart
 * @param {function(): Object|null} drawn the chart, as from `drawChart`
 * @param {Object} store
 */
export function followPointer(place, drawn, store) {
  let touch = null; // where a finger came down, and whether it follows the chart by now
  const choose = (event) => {
    const box = place.querySelector(".chart")?.getBoundingClientRect();
    if (!drawn() || !box) return;
    const week = drawn().weekAt((event.clientX - box.left) / box.width);
    store.set({ week, playing: false });
  };
  place.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") touch = { x: event.clientX, y: event.clientY, follows: false };
    else if (event.buttons === 1) choose(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") {
      if (event.buttons === 1) choose(event);
      return;
    }
    if (!touch) return;
    const [along, down] = [Math.abs(event.clientX - touch.x), Math.abs(event.clientY - touch.y)];
    if (along > FAR && along > down) touch.follows = true;
    if (touch.follows) choose(event);
  });
  place.addEventListener("pointercancel", () => {
    touch = null;
  });
  place.addEventListener("pointerup", (event) => {
    if (touch && isTap(event, touch)) choose(event);
    touch = null;
  });
}

function isTap(event, touch) {
  const [along, down] = [Math.abs(event.clientX - touch.x), Math.abs(event.clientY - touch.y)];
  return !touch.follows && along <= FAR && down <= FAR;
}
