/** Means of an outcome under both policies, with decimals that tell them apart. */

import { numberText } from "./format.js";
import { meanOf } from "./statistics.js";

const MOST_DIGITS = 4;

/**
 * Return the means of both sides and how many decimals to write, more where they would read
 * alike and differ; undefined for the usual number.
 * @param {Object} outcome
 * @param {{a: Object|null, b: Object|null}} runs
 */
export function meanTexts(outcome, runs) {
  const mean = (run) => meanOf(run?.outcomes[outcome.measure]?.values ?? []);
  const [a, b] = [mean(runs.a), mean(runs.b)];
  return { a, b, digits: digitsApart(a, b, outcome) };
}

/** Return how many decimals tell two values apart that would read alike; undefined for the usual number. */
export function digitsApart(a, b, form) {
  const isAlike = (digits) => numberText(a, { ...form, digits }) === numberText(b, { ...form, digits });
  if (a === null || b === null || a === b || !isAlike(undefined)) return undefined;
  return [1, 2, 3, MOST_DIGITS].find((count) => !isAlike(count));
}
