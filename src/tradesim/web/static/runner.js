/** Fetch the runs that the sliders ask for, and report what goes wrong in plain words. */

import { showNotice, clearNotice } from "./notices.js";
import { checkWorld } from "./source.js";
import { say } from "./words.js";

const PATIENCE = 180; // milliseconds without a further move

/**
 * Keep the runs on show in step with the policies.
 * @param {function(number[]): Promise<Object>} source
 * @param {Object} page
 * @param {Object} store
 */
export function startRunner(source, page, store) {
  let timer = null;
  let latest = 0;
  const fetchRuns = async (isFirst = true) => {
    if (document.hidden) return; // asked for once the page is looked at
    latest += 1;
    const request = latest;
    try {
      const wanted = [store.state.a, store.state.b, store.state.betOn ?? store.state.b];
      const asked = { move: request, wanted, isFirst };
      const found = await Promise.all(wanted.map((each) => source(each, asked)));
      if (request !== latest) return;
      clearNotice("run");
      const pending = found.some((run) => run.isFirst === true);
      const [a, b, betRun] = found;
      store.set({ runs: { a, b }, betRun, pending });
      if (pending) await fetchRuns(false);
    } catch (error) {
      if (request !== latest) return;
      store.set({ pending: false });
      if (error.isOtherWorld) tellOtherWorld();
      else showNotice("run", say("No new run: {why}", { why: error.message }), "error");
    }
  };
  const schedule = () => {
    clearTimeout(timer);
    latest += 1;
    store.set({ pending: true });
    timer = setTimeout(fetchRuns, PATIENCE);
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && store.state.pending) schedule();
  });
  store.on(["a", "b", "betOn"], schedule);
  store.on(["playing"], () => store.state.playing && noticeOtherWorld(page));
  store.set({ pending: true });
  return fetchRuns();
}

/** Notice, when the weeks are played, that the server shows something else; runs kept here go on. */
async function noticeOtherWorld(page) {
  try {
    await checkWorld(page);
  } catch (error) {
    if (error.isOtherWorld) tellOtherWorld();
  }
}

/** Say that the server was started anew with something else, and offer what it shows now. */
function tellOtherWorld() {
  showNotice(
    "run",
    say("The server was started anew with another scenario, version or number of runs. What stands here is the former one; nothing of the new one is mixed in."),
    "error",
    { label: say("Reload the page"), act: () => location.assign(location.pathname + location.search) },
  );
}
