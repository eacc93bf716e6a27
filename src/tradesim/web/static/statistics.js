/** What a page needs of statistics: means, and whether a paired difference is more than noise. */

const STUDENT_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
const NORMAL_975 = 1.959964;

/** Return the mean of the numbers in a list, or null if there are none. */
export function meanOf(values) {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

/**
 * Return the 97.5th percentile of Student's t: a table up to ten degrees of freedom, then the
 * series of Cornish and Fisher, right to three decimals.
 * @param {number} freedom degrees of freedom, at least 1
 */
function studentQuantile(freedom) {
  if (freedom <= STUDENT_975.length) return STUDENT_975[freedom - 1];
  const z = NORMAL_975;
  return (
    z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  );
}

/**
 * Compare an outcome under two policies, replicate by replicate.
 * @param {Array<number|null>} a values under policy A, one per replicate
 * @param {Array<number|null>} b values under policy B, of the same replicates
 * @returns {{mean: number|null, low: number|null, high: number|null, pairs: number,
 *   verdict: "same"|"larger"|"smaller"|"unknown"}} of B minus A; the interval holds 95 %
 */
export function pairedDifference(a, b) {
  const differences = a
    .map((value, replicate) => [value, b[replicate]])
    .filter((pair) => pair.every((value) => value !== null && value !== undefined))
    .map(([one, other]) => other - one);
  const pairs = differences.length;
  const mean = meanOf(differences);
  if (pairs > 0 && differences.every((difference) => difference === 0)) {
    return { mean: 0, low: 0, high: 0, pairs, verdict: "same" };
  }
  if (pairs < 2) return { mean, low: null, high: null, pairs, verdict: "unknown" };
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  const half = studentQuantile(pairs - 1) * Math.sqrt(squares / (pairs - 1) / pairs);
  const [low, high] = [mean - half, mean + half];
  return { mean, low, high, pairs, verdict: low > 0 || high < 0 ? "larger" : "smaller" };
}

/**
 * Say whether a value keeps the bounds of a condition.
 * @param {number|null} value
 * @param {{at_least?: number, at_most?: number}} bounds
 */
export function isWithin(value, bounds) {
  if (value === null) return false;
  return value >= (bounds.at_least ?? -Infinity) && value <= (bounds.at_most ?? Infinity);
}

/**
 * Say whether a value falls to a choice of a bet: at or above its lower bound, below its upper.
 * @param {number|null} value
 * @param {{at_least?: number, at_most?: number}} choice
 */
export function isInChoice(value, choice) {
  if (value === null) return false;
  return value >= (choice.at_least ?? -Infinity) && value < (choice.at_most ?? Infinity);
}
