/** How much a difference between two policies amounts to, in words, held against what matters. */

import { pairedDifference } from "./statistics.js";
import { say } from "./words.js";

const LITTLE = 2; // times what matters, and times a twentieth of the larger mean
const MUCH = 10;
const TWENTIETH = 0.05;

/**
 * Weigh the difference of an outcome under two policies.
 * @param {Object} outcome as in the page's data
 * @param {{a: Object, b: Object}} runs
 * @returns {Object} as from `pairedDifference`, with its `size` (times what matters or times a
 *   twentieth of the larger mean, the smaller of the two), `isWorthy` of mention, `isClear` where
 *   it is more than a little, `better` ("a", "b" or null) and `words`
 */
export function effectOf(outcome, runs) {
  const a = runs.a.outcomes[outcome.measure]?.values ?? [];
  const b = runs.b.outcomes[outcome.measure]?.values ?? [];
  const difference = pairedDifference(a, b);
  const largest = largestOf(a, b);
  const times = timesOf(difference.mean, outcome.matters ?? outcome.matters_share * largest);
  const size = Math.min(times, timesOf(difference.mean, TWENTIETH * largest));
  const isWorthy = difference.verdict === "larger" && times >= 1;
  const better = isWorthy ? betterSide(outcome, difference.mean) : null;
  const words = effectWords({ ...difference, size, isWorthy }, knownOf(a), knownOf(b));
  return { ...difference, size, isWorthy, isClear: isWorthy && size >= LITTLE, better, words };
}

function timesOf(mean, least) {
  return least > 0 ? Math.abs(mean ?? 0) / least : 0;
}

function knownOf(values) {
  const known = values.filter((value) => value !== null && value !== undefined);
  const mean = known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
  return { mean, count: known.length, runs: values.length };
}

function largestOf(a, b) {
  return Math.max(Math.abs(knownOf(a).mean ?? 0), Math.abs(knownOf(b).mean ?? 0));
}

function betterSide(outcome, mean) {
  if (!outcome.better) return null;
  return mean > 0 === (outcome.better === "higher") ? "b" : "a";
}

function effectWords({ verdict, mean, size, isWorthy }, a, b) {
  if (verdict === "same") return say("the same in every run");
  if (verdict === "unknown")
    return say("not comparable: A has it in {a} of {a_runs} runs, B in {b} of {b_runs}", {
      a: a.count,
      a_runs: a.runs,
      b: b.count,
      b_runs: b.runs,
    });
  if (verdict === "smaller") return say("no more than luck");
  if (!isWorthy) return say("too small to matter");
  if (size < LITTLE) return mean > 0 ? say("a little more") : say("a little less");
  if (size < MUCH) return mean > 0 ? say("clearly more") : say("clearly less");
  return mean > 0 ? say("much more") : say("much less");
}
