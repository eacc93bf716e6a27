/** The state of the page in its address, after the #: a link reproduces what one sees. */

import { firstKey, keyChoices } from "./key_series.js";
import { samePositions } from "./store.js";
import { say } from "./words.js";

const STAGES = ["bet", "goals", "free"];

/**
 * Write the state as the part of an address after the #.
 * @param {Object} state
 * @param {Object} page
 * @returns {string}
 */
export function writeAddress(state, page) {
  const parts = [
    ["a", sideText(state.a, page)],
    ["b", sideText(state.b, page)],
    ["stage", state.stage],
  ];
  if (state.week) parts.push(["week", state.week]);
  if (state.observed) parts.push(["observed", 1]);
  if (state.goal) parts.push(["goal", state.goal]);
  if (state.key !== firstKey(page)) parts.push(["key", state.key]);
  if (!state.covered && state.bets.some((bet) => bet !== null)) {
    parts.push(["bets", state.bets.map((bet) => bet ?? "none").join("-")]);
    if (state.betOn) parts.push(["on", sideText(state.betOn, page)]);
    if (state.sealed) parts.push(["sealed", 1]);
  }
  return parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
}

function sideText(positions, page) {
  const baseline = page.baselines.find((each) => samePositions(each.positions, positions));
  return baseline ? baseline.name : positions.join("-");
}

/**
 * Read the state from an address; what cannot be read keeps its start value and is complained of.
 * @param {string} fragment with or without its #
 * @param {Object} page
 * @param {Object} start the state without any address
 * @returns {{state: Object, problems: string[]}}
 */
export function readAddress(fragment, page, start) {
  const given = fragmentParts(fragment.replace(/^#/, ""));
  const state = { ...start };
  const problems = [];
  const read = (key, parse, plain, field = key) => {
    if (!given.has(key)) return;
    const value = parse(given.get(key));
    if (value === null) problems.push(`${plain} (“${given.get(key).slice(0, 40)}”)`);
    else state[field] = value;
  };
  read("a", (text) => readSide(text, page), say("policy A"));
  read("b", (text) => readSide(text, page), say("policy B"));
  read("stage", (text) => (STAGES.includes(text) ? text : null), say("the stage"));
  read("week", (text) => wholeNumber(text, page.weeks.length - 1), say("the week"));
  read("goal", (text) => wholeNumber(text, page.goals.length), say("the goal"));
  read("observed", (text) => (text === "1" ? true : null), say("the observed figures"));
  read("key", (text) => wholeNumber(text, keyChoices(page).length - 1), say("the key chart"));
  read("bets", (text) => readBets(text, page), say("the bets"));
  read("on", (text) => readSide(text, page), say("what the bets are on"), "betOn");
  const placed = given.has("bets") && state.bets.some((bet) => bet !== null);
  state.covered = state.stage === "bet" && page.bets.length > 0 && !placed;
  state.sealed = state.stage === "bet" && placed && given.get("sealed") === "1";
  if (placed) state.betOn ??= [...state.b];
  if (state.sealed) state.b = [...state.betOn];
  return { state, problems };
}

function fragmentParts(text) {
  const parts = new Map();
  for (const [key, value] of new URLSearchParams(text)) parts.set(key, value);
  return parts;
}

function readSide(text, page) {
  const baseline = page.baselines.find((each) => each.name === text);
  if (baseline) return [...baseline.positions];
  const positions = text
    .split("-")
    .map((part, lever) => keptPosition(part, page.levers[lever]));
  return positions.length === page.levers.length && !positions.includes(null) ? positions : null;
}

/** Read a position of a lever; null where there is none, or no run of it. */
function keptPosition(text, lever) {
  const position = wholeNumber(text, (lever?.positions.length ?? 0) - 1);
  return position === null || !lever.kept || lever.kept.includes(position) ? position : null;
}

function wholeNumber(text, most) {
  return /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function readBets(text, page) {
  const parts = text.split("-");
  if (parts.length !== page.bets.length) return null;
  const bets = parts.map((part, bet) =>
    part === "none" ? "none" : wholeNumber(part, page.bets[bet].choices.length - 1),
  );
  return bets.includes(null) ? null : bets.map((bet) => (bet === "none" ? null : bet));
}
