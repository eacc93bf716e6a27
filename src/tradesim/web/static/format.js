/** Numbers and dates as people write them. */

import { dateIn, monthIn } from "./dates.js";
import { localeName } from "./words.js";

const NARROW_SPACE = "\u202f";
const ALL_DIGITS = 30;

/**
 * Write a number of a chart or an outcome.
 * @param {number|null} value
 * @param {{format?: string, digits?: number, unit?: string}} form percent takes shares of one
 * @returns {string} an en dash where there is no number
 */
export function numberText(value, form = {}) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (form.format === "percent")
    return `${plainNumber(100 * value, form.digits ?? 0)}${NARROW_SPACE}%`;
  const text = plainNumber(value, form.digits ?? digitsFor(value));
  return form.digits === undefined && Math.abs(value) < 0.1
    ? text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
    : text;
}

/**
 * Write a number together with its unit, as a sentence says it.
 * @param {number|null} value
 * @param {{format?: string, digits?: number, unit?: string, spoken?: string}} form
 */
export function quantityText(value, form) {
  const text = numberText(value, form);
  const unit = form.spoken ?? form.unit;
  return text === "–" || form.format === "percent" || !unit || unit === "1" ? text : `${text} ${unit}`;
}

/** Write a change with its sign; shares change by percentage points. */
export function changeText(value, form, digits) {
  const size = Math.abs(form.format === "percent" ? 100 * value : value);
  const text = plainNumber(size, digits);
  const sign = Number(text.replaceAll(",", "")) === 0 ? "" : value < 0 ? "−" : "+";
  return `${sign}${text}`;
}

/** Return the decimals that show the largest of some changes to three significant figures. */
export function changeDigits(values, form) {
  const size =
    Math.max(...values.map((value) => Math.abs(value ?? 0))) *
    (form.format === "percent" ? 100 : 1);
  return size > 0 ? Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(size)))) : 0;
}

/** Write a number rounded as reports round it: by all of its digits, halves to the even one. */
function plainNumber(value, digits) {
  const rounding = new Intl.NumberFormat(localeName(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    roundingMode: "halfEven",
  });
  const text = rounding.format(value.toFixed(ALL_DIGITS));
  return text.replace(/^-(?=[0.,]*$)/, "").replace("-", "−");
}

function digitsFor(value) {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return 0;
  if (size >= 10) return 1;
  return size >= 0.1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size)));
}

/**
 * Write a date.
 * @param {string} iso such as 2019-07-01
 * @returns {string} such as 1 Jul 2019
 */
export function dateText(iso) {
  return dateIn(localeName(), iso);
}

/**
 * Write the days of changes that share a week: a change binds from the week that has most of them.
 * @param {{week: number, days: string[]}} date as a run tells it; by its week where it has no days
 * @param {string[]} weeks Mondays
 */
export function daysText(date, weeks) {
  const days = date.days?.length ? date.days : [weeks[date.week]];
  return days.map(dateText).join(", ");
}

/** Return the short name of a month, 1 to 12. */
export function monthText(month) {
  return monthIn(localeName(), month);
}
