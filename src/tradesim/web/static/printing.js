/** On paper: the address of the page, lesson and policy dates unfolded, and a handout of two pages. */

import { byId, html, refill } from "./dom.js";
import { buildHandout } from "./handout.js";

const FOLDED = [".lesson details", ".fold", ".date-list", ".lever-help"]; // open on paper

/** Prepare the page for paper whenever it is about to be printed. */
export function startPrinting(page, store) {
  const address = html("p", { class: "on-paper address" });
  const handout = buildHandout(page, store);
  byId("after").append(address, handout.node);
  let opened = [];
  const unfold = () => {
    refill(address, location.protocol === "file:" ? "" : location.href);
    if (opened.length) return;
    opened = FOLDED.flatMap((folds) => [...document.querySelectorAll(`${folds}:not([open])`)]);
    opened.forEach((fold) => (fold.open = true));
  };
  const foldAgain = () => {
    opened.forEach((fold) => (fold.open = false));
    opened = [];
  };
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", () => {
    foldAgain();
    document.body.classList.remove("handout-print");
  });
  matchMedia("print").addEventListener("change", (event) => (event.matches ? unfold() : foldAgain()));
  let asked = false; // the axis of the chart is that of the runs: paper waits for them
  const hand = () => {
    if (!asked || store.state.pending) return;
    asked = false;
    handout.refresh();
    document.body.classList.add("handout-print");
    print();
  };
  store.on(["pending"], hand);
  byId("print").addEventListener("click", () => {
    asked = true;
    hand();
  });
}
