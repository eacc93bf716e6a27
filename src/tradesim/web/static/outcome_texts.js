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
  const isAlike = (digits) =>
    numberText(a, { ...outcome, digits }) === numberText(b, { ...outcome, digits });
  let digits = undefined;
  if (a !== null && b !== null && a !== b && isAlike(digits)) {
    digits = [1, 2, 3, MOST_DIGITS].find((count) => !isAlike(count));
  }
  return { a, b, digits };
}
