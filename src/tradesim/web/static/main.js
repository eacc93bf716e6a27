/** Start the page: load what it is about, lay out its parts, and keep its address. */

import { byId, refill } from "./dom.js";
import { loadPage, makeSource } from "./source.js";
import { createStore } from "./store.js";
import { readAddress } from "./address.js";
import { keepAddress } from "./visits.js";
import { assignColours } from "./palette.js";
import { startRunner } from "./runner.js";
import { startTheme } from "./theme.js";
import { startProjector } from "./projector.js";
import { startPrinting } from "./printing.js";
import { startTransport } from "./transport.js";
import { showNotice, clearNotice } from "./notices.js";
import { buildPolicies } from "./policies.js";
import { buildStage, buildSteps, stagesOf } from "./stages.js";
import { buildKeyChart } from "./key_chart.js";
import { buildResult } from "./result.js";
import { firstKey } from "./key_series.js";
import { buildStory } from "./story.js";
import { buildNetwork } from "./network.js";
import { buildFigure } from "./figure.js";
import { buildOutcomes } from "./outcomes.js";
import { buildReproduce } from "./reproduce.js";
import { buildLesson } from "./lesson.js";
import { buildJoining } from "./joining.js";
import { buildShare } from "./share.js";
import { buildAdding } from "./adding.js";
import { startMenu } from "./menu.js";
import { startLanguages } from "./languages.js";
import { say, useWords } from "./words.js";

/** Return the state of a page whose address says nothing. */
function startState(page) {
  const history = page.levers.map((lever) => nearestKept(lever, lever.default));
  const stage = stagesOf(page)[0];
  return {
    a: history,
    b: page.levers.map((lever, index) => nearestKept(lever, page.bets_on?.[index] ?? lever.default)),
    runs: { a: null, b: null },
    betOn: null,
    betRun: null,
    pending: false,
    week: 0,
    playing: false,
    speed: 6,
    pauseOnStop: true,
    observed: false,
    stage,
    covered: stage === "bet",
    sealed: false,
    key: firstKey(page),
    projector: false,
    bets: page.bets.map(() => null),
    goal: 0,
  };
}

/** Return the position of a lever nearest to one, of those for which there are runs. */
function nearestKept(lever, position) {
  const away = (each) => Math.abs(each - position);
  return (lever.kept ?? [position]).reduce((best, each) => (away(each) < away(best) ? each : best));
}

/** Read the address, and say in plain words what of it could not be read. */
function applyAddress(page) {
  const { state, problems } = readAddress(location.hash, page, startState(page));
  clearNotice("address");
  if (problems.length) {
    showNotice(
      "address",
      say("This link is damaged. What could not be read stands as at the start: {parts}.", { parts: problems.join(", ") }),
      "hint",
    );
  }
  return state;
}

function layOut(page, store) {
  document.title = `${page.scenario.title} – tradesim`;
  refill(byId("title"), page.scenario.title);
  refill(byId("steps"), buildSteps(page, store), buildJoining(page, store));
  refill(byId("stage"), buildStage(page, store));
  refill(byId("key"), buildKeyChart(page, store), buildResult(page, store));
  refill(byId("policies"), buildPolicies(page, store));
  refill(
    byId("figures"),
    buildStory(page, store),
    buildOutcomes(page, store),
    buildLesson(page),
    buildNetwork(page, store),
    page.charts.map((chart) => buildFigure(chart, page, store)),
  );
  refill(byId("after"), buildAdding(page), buildShare(page, store), buildReproduce(page, store));
  byId("transport").hidden = false;
  startTransport(page, store);
  startProjector(store);
  startPrinting(page, store);
  startObserved(page, store);
}

function startObserved(page, store) {
  const box = byId("observed");
  byId("observed-choice").hidden = !Object.keys(page.observed ?? {}).length;
  box.addEventListener("change", () => store.set({ observed: box.checked }));
  const refresh = () => {
    box.checked = store.state.observed;
  };
  store.on(["observed"], refresh);
  refresh();
}

function showProgress(page, store) {
  const refresh = () => {
    const { pending, runs, sealed } = store.state;
    document.body.classList.toggle("sealed", sealed);
    document.body.setAttribute("aria-busy", String(pending));
    refill(
      byId("progress"),
      pending ? say("Simulating {count} runs …", { count: page.replicates }) : runs.b ? "" : say("No run."),
    );
  };
  store.on(["pending", "runs", "sealed"], refresh);
  refresh();
}

async function start() {
  startTheme(byId("theme"));
  const page = await loadPage();
  useWords(page);
  assignColours(page);
  const store = createStore(page, applyAddress(page));
  layOut(page, store);
  startMenu(page);
  startLanguages(page);
  showProgress(page, store);
  keepAddress(page, store, () => applyAddress(page));
  await startRunner(makeSource(page), page, store);
}

start().catch((error) => {
  refill(byId("title"), say("The page could not start"));
  showNotice("start", error.message, "error");
});
