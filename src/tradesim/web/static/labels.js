/** Text in drawings: how wide it is, how it wraps, and labels that keep clear of each other. */

const canvas = document.createElement("canvas").getContext("2d");

/**
 * Return the width of a text.
 * @param {string} text
 * @param {number} size pixels
 */
export function textWidth(text, size) {
  canvas.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

/**
 * Shorten a text to a width, with an ellipsis where something went.
 * @returns {string}
 */
export function fitText(text, width, size) {
  if (textWidth(text, size) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size) > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/**
 * Break a text into a few lines of a width; what still does not fit ends in an ellipsis.
 * @returns {string[]}
 */
export function wrapText(text, width, size, most = 2) {
  if (textWidth(text, size) <= width) return [text];
  if (most < 2) return [fitText(text, width, size)];
  const words = text.split(" ");
  let first = words.length - 1;
  while (first > 0 && textWidth(words.slice(0, first).join(" "), size) > width) first -= 1;
  if (first === 0) return [fitText(text, width, size)];
  return [words.slice(0, first).join(" "), ...wrapText(words.slice(first).join(" "), width, size, most - 1)];
}

/**
 * Move labels apart so that none overlaps, each as near to its wish as the others allow.
 * @param {number[]} wished centres
 * @param {number} gap least distance between centres
 * @param {number} top
 * @param {number} bottom
 * @returns {number[]} centres in the order given
 */
export function spreadLabels(wished, gap, top, bottom) {
  const order = wished.map((_, index) => index).sort((a, b) => wished[a] - wished[b]);
  const room = Math.min(gap, (bottom - top) / Math.max(order.length - 1, 1));
  const placed = new Array(wished.length);
  let least = top;
  for (const index of order) {
    placed[index] = Math.max(wished[index], least);
    least = placed[index] + room;
  }
  let most = bottom;
  for (const index of order.reverse()) {
    placed[index] = Math.min(placed[index], most);
    most = placed[index] - room;
  }
  return placed;
}
