/** Dates as each language writes them. */

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * Write a date.
 * @param {string} locale such as en-GB
 * @param {string} iso such as 2019-07-01
 * @returns {string} such as 1 Jul 2019
 */
export function dateIn(locale, iso) {
  const [year, month, day] = iso.split("-").map(Number);
  if (isBritish(locale)) return `${day} ${MONTHS[month - 1]} ${year}`;
  return dateForm(locale, { dateStyle: "medium" }).format(new Date(Date.UTC(year, month - 1, day)));
}

/** Return the short name of a month, 1 to 12. */
export function monthIn(locale, month) {
  if (isBritish(locale)) return MONTHS[month - 1];
  return dateForm(locale, { month: "short" }).format(new Date(Date.UTC(2000, month - 1, 1)));
}

function isBritish(locale) {
  return locale === "en-GB";
}

function dateForm(locale, options) {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
}
