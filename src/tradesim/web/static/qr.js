/** A QR code of an address, drawn from rows of squares that the server works out. */

import { svg } from "./dom.js";
import { say } from "./words.js";

/**
 * Ask for the QR code of an address of this page.
 * @param {string} place what stands after the host, such as `s/NAME/#week=3`
 * @returns {Promise<{address: string, picture: SVGElement}>}
 */
export async function qrPicture(place) {
  const answer = await fetch(`api/qr?place=${encodeURIComponent(place)}`);
  if (!answer.ok) throw new Error(say("There is no QR code to be had."));
  const { address, rows } = await answer.json();
  const dark = rows.flatMap((row, y) =>
    [...row].flatMap((cell, x) => (cell === "1" ? [`M${x},${y}h1v1h-1z`] : [])),
  );
  const picture = svg(
    "svg",
    {
      class: "qr",
      viewBox: `0 0 ${rows.length} ${rows.length}`,
      role: "img",
      "aria-label": say("QR code of {address}", { address }),
    },
    svg("rect", { width: rows.length, height: rows.length, fill: "#fff" }),
    svg("path", { d: dark.join(""), fill: "#000" }),
  );
  return { address, picture };
}
