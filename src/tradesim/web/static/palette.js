/** Which colour and dash a name has, the same in every drawing of the page. */

const COLOURS = 8;
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "5 5", "12 3", "3 2", "1 4"];
const numbers = new Map();

/**
 * Give the origins of the charts their colours, in the order in which they appear.
 * @param {Object} page
 */
export function assignColours(page) {
  numbers.clear();
  const several = page.charts.filter((chart) => chart.series.length > 1);
  for (const chart of several) chart.series.forEach((series) => colourNumber(series.name));
  page.network.suppliers.forEach((supplier) => colourNumber(supplier.country));
}

function colourNumber(name) {
  if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers.get(name);
}

/**
 * Return the class that colours a series or a country.
 * @param {string} name
 */
export function colourClass(name) {
  return `colour-${(numbers.get(name) ?? 0) % COLOURS}`;
}

/** Return the dash of a series, so that lines differ by more than colour. */
export function dashOf(name) {
  return DASHES[(numbers.get(name) ?? 0) % DASHES.length];
}
