/** Where the page's data and the runs come from: the server, or the file itself. */

import { refusalText } from "./asking.js";
import { byId } from "./dom.js";
import { openBakedRuns } from "./baked.js";
import { say } from "./words.js";

const KEPT_RUNS = 24;

/**
 * Load what the page is about: levers, charts, goals, lesson.
 * @returns {Promise<Object>}
 */
export async function loadPage() {
  const embedded = byId("page-data");
  if (embedded) return JSON.parse(embedded.textContent);
  return (await askServer(`api/page${location.search}`, {})).json();
}

/**
 * Return the source of runs of a page.
 * @param {Object} page
 * @returns {function(number[], Object=): Promise<Object>} takes slider positions and what else the
 *   visitor wants, gives a run; one that is a first answer, of few runs, has `isFirst`
 */
export function makeSource(page) {
  const fetchRun = page.source === "baked" ? bakedSource() : serverSource(page);
  const kept = new Map();
  return (positions, asked = {}) => {
    const key = positions.join("-");
    const wanted = new Set((asked.wanted ?? [positions]).map((each) => each.join("-")));
    for (const [other, { isDone }] of kept) if (!isDone && !wanted.has(other)) kept.delete(other);
    if (!kept.has(key)) {
      if (kept.size >= KEPT_RUNS) kept.delete(kept.keys().next().value);
      kept.set(key, keptWhile(fetchRun(positions, asked), () => kept.delete(key)));
    }
    return kept.get(key).pending;
  };
}

/** Return what is kept of a run that is coming; it goes if it fails, or is a first answer. */
function keptWhile(pending, forget) {
  const entry = { pending, isDone: false };
  pending.then(
    (run) => {
      entry.isDone = true;
      if (run.isFirst) forget();
    },
    () => forget(),
  );
  return entry;
}

/** Ask for runs, and see to it that they are of the world that the page shows. */
function serverSource(page) {
  const visitor = Math.random().toString(36).slice(2);
  return async (positions, { move = 0, wanted = [], isFirst = false }) => {
    const request = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ positions, visitor, move, wanted, first: isFirst }),
    };
    const run = await (await askServer("api/run", request, page.world)).json();
    return run.runs < page.replicates ? { ...run, isFirst: true } : run;
  };
}

/** Ask whether the server still shows the world of the page; a page in one file has no server. */
export async function checkWorld(page) {
  if (page.source === "baked") return;
  await askServer("static/page.css", { method: "HEAD", cache: "no-store" }, page.world);
}

function bakedSource() {
  const opened = openBakedRuns(byId("baked-runs").textContent);
  return async (positions) => (await opened)(positions);
}

async function askServer(address, request, world = null) {
  let answer;
  try {
    answer = await fetch(address, request);
  } catch {
    throw new Error(
      say("The server does not answer. Is “tradesim serve” still running, and is this computer still on its network? Then move a slider to try again."),
    );
  }
  const answered = answer.headers.get("Tradesim-World");
  if (world && answered && answered !== world) {
    throw Object.assign(new Error(say("The server shows another world.")), { isOtherWorld: true });
  }
  if (!answer.ok) throw new Error(await complaint(answer));
  return answer;
}

async function complaint(answer) {
  try {
    const refusal = await answer.json();
    if (typeof refusal.error === "string" && refusal.error) return refusalText(refusal);
  } catch {
    // not the server's own answer, such as a proxy's page
  }
  return say(
    "The server could not answer (status {status}). Reload the page, and look at what “tradesim serve” printed.",
    { status: answer.status },
  );
}
