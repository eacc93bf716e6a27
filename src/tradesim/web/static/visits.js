/** Keep the address in step with the state, and the state with the browser's back and forward. */

import { writeAddress } from "./address.js";

const IN_ADDRESS = ["a", "b", "stage", "week", "observed", "goal", "key", "bets", "covered", "sealed"];
const WORTH_A_STEP_BACK = ["a", "b", "stage"];
const REST = 250; // milliseconds; browsers limit how often an address may change

/**
 * Start to keep the address.
 * @param {Object} page
 * @param {Object} store
 * @param {function(): Object} readState returns the state that the address asks for
 */
export function keepAddress(page, store, readState) {
  let silent = false;
  let kept = store.state;
  let waiting = null;
  const isChanged = (key) => kept[key] !== store.state[key];
  const replace = () => history.replaceState(null, "", `#${writeAddress(store.state, page)}`);
  const write = () => {
    clearTimeout(waiting);
    if (silent || store.state.playing) return;
    if (WORTH_A_STEP_BACK.some(isChanged))
      history.pushState(null, "", `#${writeAddress(store.state, page)}`);
    else if (IN_ADDRESS.some((key) => key !== "week" && isChanged(key))) replace();
    else waiting = setTimeout(replace, REST);
    kept = store.state;
  };
  store.on([...IN_ADDRESS, "playing"], write);
  addEventListener("popstate", () => {
    silent = true;
    clearTimeout(waiting);
    const { runs, betRun, pending, playing, speed, pauseOnStop, projector, ...addressed } = readState();
    store.set({ ...addressed, playing: false });
    kept = store.state;
    silent = false;
  });
}
