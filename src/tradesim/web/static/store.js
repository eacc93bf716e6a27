/** The state of the page: one object, changed in one place, with listeners by key. */

import { sayTold } from "./words.js";

/**
 * Create the state.
 * @param {Object} page the page's data
 * @param {Object} initial see `main.js` for its keys
 */
export function createStore(page, initial) {
  const listeners = [];
  const store = { state: initial };

  /** Change some keys and tell those who listen to them. */
  store.set = (patch) => {
    const changed = Object.keys(patch).filter((key) => patch[key] !== store.state[key]);
    if (!changed.length) return;
    store.state = { ...store.state, ...patch };
    for (const { keys, listener } of listeners) {
      if (keys.some((key) => changed.includes(key))) listener(store.state);
    }
  };

  /** Call a listener after any of these keys changed. */
  store.on = (keys, listener) => listeners.push({ keys, listener });

  /** The runs on show: none of them until the bets are placed. */
  store.shownRuns = () => {
    const { runs, covered } = store.state;
    return covered ? { a: null, b: null } : { a: runs.a, b: runs.b };
  };

  /** Say whether the sliders of a side are fixed: in goals those of A, under a bet both. */
  store.isLocked = (side) => {
    const { stage, covered, sealed } = store.state;
    return covered || sealed || (stage === "goals" && side === "a");
  };

  /** The policy dates of one side within the weeks shown, in order and numbered from one. */
  store.dates = (side) => numberedDates(page, store.shownRuns()[side]);
  return store;
}

/** Return the policy dates of a run within the weeks shown, in order and numbered from one. */
export function numberedDates(page, run) {
  const policies = run?.policies ?? [];
  const inside = policies.filter(({ week }) => week >= 0 && week < page.weeks.length);
  const sorted = inside.sort((a, b) => a.week - b.week);
  return sorted.map((date, index) => ({ ...date, label: sayTold(date.label), number: index + 1 }));
}

/** Say whether two lists of slider positions are the same. */
export function samePositions(one, other) {
  return one.length === other.length && one.every((position, lever) => position === other[lever]);
}
