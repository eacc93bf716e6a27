/** How tall the key chart is: sliders, chart and result stand together on the screen. */

import { textScale } from "./dom.js";

const [LEAST, PHONE, MOST] = [104, 236, 480]; // before the reader's size of letters
const PHONE_WIDTH = 720; // below it nothing fits anyhow, and the page scrolls
const SLACK = 44; // pixels: a sentence of a line less lets no chart jump
const FOOT = 8; // pixels left free below

/**
 * Return the height of a drawing that leaves what stands below it in view.
 * @param {HTMLElement} place that holds the drawing
 * @param {number} height that it has; zero before the first
 */
export function fittingHeight(place, height) {
  const scale = textScale();
  if (innerWidth < PHONE_WIDTH) return PHONE;
  const top = place.getBoundingClientRect().bottom;
  const below = [...document.querySelectorAll(".result, .policy-b")]
    .map((node) => node.getBoundingClientRect())
    .filter((box) => box.top >= top - 1);
  const end = Math.max(top, ...below.map((box) => box.bottom)) + scrollY;
  const room = (place.offsetHeight + innerHeight - FOOT - end) / scale;
  const fitting = Math.round(Math.max(LEAST, Math.min(room, MOST, (0.5 * place.offsetWidth) / scale)));
  return height && fitting >= height && fitting < height + SLACK ? height : fitting;
}

/** Call back, once per frame at most, whenever something about a drawing takes more or less room. */
export function watchRoom(listener) {
  let waiting = false;
  const look = () => {
    if (waiting || matchMedia("print").matches) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      listener();
    });
  };
  const observer = new ResizeObserver(look);
  document.querySelectorAll("main, main > .screen, .top").forEach((node) => observer.observe(node));
  addEventListener("resize", look);
}
