/** Which colour and dash a name has, the same in every drawing of the page. */

const COLOURS = 8;
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "5 5", "12 3", "3 2", "1 4"];
const colourNumbers = new Map();

/**
 * Give series and countries their colours: a name keeps its own from chart to chart, and no two
 * of one chart share one.
 * @param {Object} page
 */
export function assignColours(page) {
  colourNumbers.clear();
  colourTogether(["policy a", "policy b"]);
  page.charts.forEach((chart) => colourTogether(chart.series.map((series) => series.name)));
  colourTogether(page.network.suppliers.map(countryOf));
}

function colourTogether(names) {
  const taken = new Set(names.map((name) => colourNumbers.get(name)));
  let next = 0;
  for (const name of names.filter((each) => !colourNumbers.has(each))) {
    if (colourNumbers.has(name)) continue;
    while (taken.has(next)) next += 1;
    taken.add(next);
    colourNumbers.set(name, next);
  }
}

/** Return the name under which a supplier's country is coloured: that of the charts' origins. */
export function countryOf(supplier) {
  return supplier.code ?? supplier.country;
}

/**
 * Return the class that colours a series or a country.
 * @param {string} name
 */
export function colourClass(name) {
  return `colour-${(colourNumbers.get(name) ?? 0) % COLOURS}`;
}

/** Return the dash of a series, so that lines differ by more than colour. */
export function dashOf(name) {
  return DASHES[(colourNumbers.get(name) ?? 0) % DASHES.length];
}
