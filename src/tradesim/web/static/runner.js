/** Fetch the runs that the sliders ask for, and report what goes wrong in plain words. */

import { showNotice, clearNotice } from "./notices.js";

const PATIENCE = 180; // milliseconds without a further move

/**
 * Keep the runs on show in step with the policies.
 * @param {function(number[]): Promise<Object>} source
 * @param {Object} store
 */
export function startRunner(source, store) {
  let timer = null;
  let latest = 0;
  const fetchRuns = async () => {
    latest += 1;
    const request = latest;
    try {
      const [a, b] = await Promise.all([source(store.state.a), source(store.state.b)]);
      if (request !== latest) return;
      clearNotice("run");
      store.set({ runs: { a, b }, pending: false });
    } catch (error) {
      if (request !== latest) return;
      store.set({ pending: false });
      showNotice("run", `No new run: ${error.message}`, "error");
    }
  };
  const schedule = () => {
    clearTimeout(timer);
    latest += 1;
    store.set({ pending: true });
    timer = setTimeout(fetchRuns, PATIENCE);
  };
  store.on(["a", "b"], schedule);
  store.set({ pending: true });
  return fetchRuns();
}
