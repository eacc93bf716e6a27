/** Play, pause, step and scrub through the weeks. */

import { byId, refill } from "./dom.js";
import { dateText } from "./format.js";
import { say } from "./words.js";

const LONGEST_FRAME = 0.25; // seconds; a tab that slept does not leap

/** Bring the bar of play controls to life. */
export function startTransport(page, store) {
  const last = page.weeks.length - 1;
  const scrub = byId("scrub");
  scrub.max = last;
  const go = (week) => store.set({ week: Math.max(0, Math.min(last, week)), playing: false });
  scrub.addEventListener("input", () => go(Number(scrub.value)));
  byId("first").addEventListener("click", () => go(0));
  byId("back").addEventListener("click", () => go(store.state.week - 1));
  byId("forward").addEventListener("click", () => go(store.state.week + 1));
  byId("play").addEventListener("click", () => togglePlay(store, last));
  byId("shortage").addEventListener("click", () => {
    byId("story").scrollIntoView();
    byId("story").focus({ preventScroll: true });
  });
  byId("speed").addEventListener("change", (event) =>
    store.set({ speed: Number(event.target.value) }),
  );
  byId("pause-on-stop").addEventListener("change", (event) =>
    store.set({ pauseOnStop: event.target.checked }),
  );
  const refresh = () => {
    const { week, playing } = store.state;
    const told = { number: week + 1, count: last + 1, date: dateText(page.weeks[week]) };
    const text = say("Week {number} of {count}, {date}", told);
    scrub.value = week;
    scrub.setAttribute("aria-valuetext", text);
    scrub.style.setProperty("--filled", last ? week / last : 0);
    refill(byId("week-date"), dateText(page.weeks[week]));
    refill(byId("week-count"), say("week {number} of {count}", told));
    byId("play").setAttribute("aria-label", playing ? say("Pause") : say("Play"));
    byId("play").classList.toggle("playing", playing);
  };
  const halt = () => {
    const { week, playing } = store.state;
    byId("shortage").hidden = playing || !stopsOf(store).includes(week);
  };
  store.on(["week", "playing"], refresh);
  store.on(["week", "playing", "runs", "covered"], halt);
  store.on(["playing"], () => store.state.playing && playOn(store, last));
  refresh();
}

function togglePlay(store, last) {
  const { playing, week } = store.state;
  store.set(playing ? { playing: false } : { playing: true, week: week >= last ? 0 : week });
}

/** Move on week by week at the chosen speed until paused, at the end, or at a stop. */
function playOn(store, last) {
  let before = performance.now();
  let owed = 0;
  const frame = (now) => {
    if (!store.state.playing) return;
    owed += Math.min((now - before) / 1000, LONGEST_FRAME) * store.state.speed;
    before = now;
    const steps = Math.floor(owed);
    owed -= steps;
    if (steps > 0) advance(store, steps, last);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function advance(store, steps, last) {
  const from = store.state.week;
  const wished = Math.min(from + steps, last);
  const stop = store.state.pauseOnStop ? nextStop(store, from, wished) : null;
  const week = stop ?? wished;
  store.set({ week, playing: stop === null && week < last });
}

function nextStop(store, from, to) {
  const weeks = stopsOf(store).filter((week) => week > from && week <= to);
  return weeks.length ? Math.min(...weeks) : null;
}

/** Return the weeks in which a line stops under either policy. */
function stopsOf(store) {
  return Object.values(store.shownRuns())
    .filter(Boolean)
    .flatMap((run) => run.stops.map((stop) => stop.week));
}
