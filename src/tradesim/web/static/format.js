/** Numbers and dates as people write them. */

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const NARROW_SPACE = "\u202f";

/**
 * Write a number of a chart or an outcome.
 * @param {number|null} value
 * @param {{format?: string, digits?: number, unit?: string}} form percent takes shares of one
 * @returns {string} an en dash where there is no number
 */
export function numberText(value, form = {}) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (form.format === "percent") return `${plainNumber(100 * value, form.digits ?? 0)}${NARROW_SPACE}%`;
  return plainNumber(value, form.digits ?? digitsFor(value));
}

/**
 * Write a number together with its unit.
 * @param {number|null} value
 * @param {{format?: string, digits?: number, unit?: string}} form
 */
export function quantityText(value, form) {
  const text = numberText(value, form);
  if (text === "–" || form.format === "percent" || !form.unit || form.unit === "1") return text;
  return `${text} ${form.unit}`;
}

/** Write a change with its sign; shares change by percentage points. */
export function changeText(value, form) {
  const percent = form.format === "percent";
  const size = percent ? 100 * Math.abs(value) : Math.abs(value);
  const digits = percent ? (form.digits ?? 0) + 1 : (form.digits ?? digitsFor(value));
  const text = plainNumber(size, digits);
  const sign = Number(text.replaceAll(",", "")) === 0 ? "" : value < 0 ? "−" : "+";
  return `${sign}${text}${percent ? " points" : ""}`;
}

function plainNumber(value, digits) {
  const text = value.toLocaleString("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return text.replace(/^-(?=[0.,]*$)/, "").replace("-", "−");
}

function digitsFor(value) {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return 0;
  return size >= 10 ? 1 : 2;
}

/**
 * Write a date.
 * @param {string} iso such as 2019-07-01
 * @returns {string} such as 1 Jul 2019
 */
export function dateText(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** Return the short name of a month, 1 to 12. */
export function monthText(month) {
  return MONTHS[month - 1];
}

/** Write a count of things: 1 week, 2 weeks. */
export function countText(count, thing) {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
