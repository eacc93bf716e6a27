/** The teacher's screen: how to join, what the class bets, and how its policies fare. */

import { refusalText } from "./asking.js";
import { byId, html, refill } from "./dom.js";
import { startTheme } from "./theme.js";
import { showNotice, clearNotice } from "./notices.js";
import { drawHistogram, drawScatter } from "./class_charts.js";
import { qrPicture } from "./qr.js";
import { say, sayCount, useWords } from "./words.js";

const EVERY = 2000; // milliseconds between two looks

/** Ask for the board now and again, and show it. */
async function startTeacher() {
  useWords(await (await fetch(`api/words${location.search}`)).json());
  startTheme(byId("theme"));
  byId("projector").addEventListener("click", ({ currentTarget }) => {
    const isLarge = document.documentElement.classList.toggle("projector");
    currentTarget.setAttribute("aria-pressed", String(isLarge));
  });
  const join = html("section", { class: "card join", "aria-label": say("Join") });
  const bets = html("section", { class: "card", "aria-label": say("Bets") });
  const policies = html("section", { class: "card", "aria-label": say("Policies") });
  refill(byId("class"), join, bets, policies);
  const code = await qrPicture("").catch(() => null);
  let last = "";
  const look = async () => {
    try {
      const board = await askBoard();
      clearNotice("board");
      const now = JSON.stringify(board);
      if (now !== last) showBoard(board, { join, bets, policies }, code);
      last = now;
    } catch (error) {
      showNotice("board", error.message, "error");
    }
    setTimeout(lookIfSeen, EVERY);
  };
  const lookIfSeen = () => {
    if (!document.hidden) return look();
    document.addEventListener("visibilitychange", lookIfSeen, { once: true });
  };
  await look();
}

async function askBoard() {
  const key = encodeURIComponent(location.hash.slice(1));
  let answer;
  try {
    answer = await fetch(`api/class/board?key=${key}`);
  } catch {
    throw new Error(say("The server does not answer. Is “tradesim serve” still running?"));
  }
  const board = await answer.json();
  if (!answer.ok) throw new Error(refusalText(board));
  return board;
}

function showBoard(board, places, code) {
  refill(byId("title"), say(board.title));
  const joined = sayCount(board.joined, "{count} has joined", "{count} have joined");
  refill(
    places.join,
    html(
      "p",
      {},
      `${say("Open")} `,
      html("strong", { class: "big" }, code?.address ?? location.origin),
      ` ${say("and join with the code")} `,
      html("strong", { class: "big" }, board.code),
    ),
    html("p", { role: "status" }, joined),
    code?.picture,
  );
  refill(
    places.bets,
    html("h2", {}, say("Bets")),
    board.bets.length ? board.bets.map(drawHistogram) : html("p", {}, say("The scenario has no bets.")),
  );
  refill(places.policies, html("h2", {}, say("Policies")), drawScatter(board));
}

startTeacher();
