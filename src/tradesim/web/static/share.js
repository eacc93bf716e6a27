/** The link to what is on show, and its QR code for a camera in the room. */

import { html, refill } from "./dom.js";
import { writeAddress } from "./address.js";
import { qrPicture } from "./qr.js";
import { say } from "./words.js";

/** Build the section; a file of one's own has no address that others could open. */
export function buildShare(page, store) {
  if (page.source === "baked") return null;
  const holder = html("div", { class: "share" });
  const show = async () => {
    try {
      const { address, picture } = await qrPicture(`${location.pathname.slice(1)}${location.search}#${writeAddress(store.state, page)}`);
      refill(holder, html("p", {}, html("a", { href: address }, address)), picture);
    } catch (error) {
      refill(holder, html("p", { role: "status" }, error.message));
    }
  };
  const forget = () => refill(holder);
  store.on(["a", "b", "stage", "covered", "sealed"], forget);
  return html(
    "section",
    { class: "figure", "aria-label": say("Share") },
    html("h2", {}, say("Share what you see")),
    html("p", {}, html("button", { type: "button", click: show }, say("Show link and QR code"))),
    holder,
  );
}
