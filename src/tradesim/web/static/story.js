/** What happened this week, in a sentence; and when a line stops, the chain of causes. */

import { html, refill } from "./dom.js";
import { dateText, daysText } from "./format.js";
import { badge, coverNote, sideBySide } from "./sides.js";
import { say, sayTold } from "./words.js";

const RECENT = 4; // weeks that a stop stays unfolded
const FIRST_CAUSES = 6; // what one can take in before the week moves on

/** Build the section that tells the week under both policies. */
export function buildStory(page, store) {
  const row = sideBySide((side) => storySide(side, page, store));
  return html(
    "section",
    { id: "story", class: "figure", tabindex: "-1", "aria-label": say("What happened this week") },
    html("h2", {}, say("What happened this week")),
    row,
  );
}

function storySide(side, page, store) {
  const text = html("div", { class: "story-text" });
  const dates = html("div", {});
  const refresh = () => {
    const run = store.shownRuns()[side];
    text.setAttribute("aria-live", store.state.playing ? "off" : "polite");
    refill(text, run ? weekStory(run, page, store.state.week) : coverNote(side, store));
  };
  const redate = () => refill(dates, dateList(side, page, store));
  const mark = () => markDates(dates, store.state.week);
  store.on(["week", "runs", "covered", "playing"], refresh);
  store.on(["runs", "covered"], redate);
  store.on(["week", "runs", "covered"], mark);
  refresh();
  redate();
  mark();
  return html(
    "div",
    { class: "side story" },
    html("div", { class: "panel-head" }, badge(side)),
    text,
    dates,
  );
}

function weekStory(run, page, week) {
  const now = run.sentences
    .filter(([when]) => when === week)
    .map(([, told]) => html("p", {}, sayTold(told)));
  const parts = now.length ? now : [quietWeek(run, page, week)];
  const last = run.stops.findLast((stop) => stop.week <= week)?.week;
  const stops = run.stops.filter((stop) => stop.week === last);
  return [...parts, ...stops.map((stop) => stopStory(stop, page, week))];
}

function quietWeek(run, page, week) {
  const last = run.sentences.findLast(([when]) => when < week);
  if (!last) return html("p", { class: "quiet-week" }, say("Nothing out of the ordinary so far."));
  return html(
    "p",
    { class: "quiet-week" },
    say("Nothing new. Last, in the week of {date}: {event}", { date: dateText(page.weeks[last[0]]), event: last[1] }),
  );
}

function stopStory(stop, page, week) {
  const causes = stop.causes.map(sayTold);
  return html(
    "details",
    { class: "stop", open: week - stop.week < RECENT },
    html(
      "summary",
      {},
      say("Why {buyer} ran short in the week of {date}", { buyer: stop.buyer, date: dateText(page.weeks[stop.week]) }),
    ),
    html(
      "ol",
      {},
      causes.slice(0, FIRST_CAUSES).map((cause) => html("li", {}, cause)),
    ),
    moreCauses(causes.slice(FIRST_CAUSES)),
  );
}

function moreCauses(causes) {
  if (!causes.length) return null;
  return html(
    "details",
    {},
    html("summary", {}, say("The rest of the chain")),
    html(
      "ol",
      { start: FIRST_CAUSES + 1 },
      causes.map((cause) => html("li", {}, cause)),
    ),
  );
}

function dateList(side, page, store) {
  const dates = store.dates(side);
  if (!dates.length) return null;
  return html(
    "details",
    { class: "date-list" },
    html("summary", {}, say("Policy dates: the numbers on the charts")),
    html(
      "ol",
      {},
      dates.map((date) =>
        html(
          "li",
          { "data-week": date.week },
          html(
            "button",
            { type: "button", click: () => store.set({ week: date.week, playing: false }) },
            html("span", { class: "flag-number" }, `${date.number}`),
            html("span", { class: "when" }, daysText(date, page.weeks)),
            html("span", {}, date.label),
          ),
        ),
      ),
    ),
  );
}

function markDates(dates, week) {
  for (const item of dates.querySelectorAll("li")) {
    item.classList.toggle("past", Number(item.dataset.week) <= week);
  }
}
