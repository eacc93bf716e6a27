/** The words of the page in the reader's language: each sentence by its English text. */

import { dateIn } from "./dates.js";

let catalogue = { language: "en", texts: {} };

const FINAL_BY_DIGIT = [true, true, false, true, false, false, true, true, true, false]; // 영 일 이 …
const FINAL_LETTERS = "lmnr"; // of a Latin name, letters that Korean ends in a consonant
const RIEUL = 8; // the final consonant after which 로 stands as after a vowel
const FINALS = 28;
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

/**
 * Take the language and the words that the page's data bring.
 * @param {{language?: string, words?: Object<string, string|string[]>}} page
 */
export function useWords({ language, words }) {
  catalogue = { language: language ?? "en", texts: words ?? {} };
  document.documentElement.lang = catalogue.language;
  for (const node of document.querySelectorAll("[data-say]")) sayElement(node);
}

/** Return the language that numbers, dates and lists are written in. */
export function localeName() {
  return catalogue.language === "en" ? "en-GB" : catalogue.language;
}

/**
 * Return a sentence with what stands in its places.
 * @param {string} text in English, `{name}` for a place
 * @param {Object<string, string|number|Object>} [values] by the name of the place
 */
export function say(text, values = {}) {
  const told = catalogue.texts[text] ?? text;
  return filledIn(Array.isArray(told) ? told.at(-1) : told, values);
}

/**
 * Return a sentence that depends on a number, which stands at `{count}`.
 * @param {number} count
 * @param {string} one the sentence in English where the number is one
 * @param {string} many the sentence otherwise, by which its translations are found
 * @param {Object} [values]
 */
export function sayCount(count, one, many, values = {}) {
  const english = [one, many];
  const forms = Array.isArray(catalogue.texts[many]) ? catalogue.texts[many] : english;
  const form = forms.length === 1 || count === 1 ? forms[0] : forms[1];
  return filledIn(form, { count, ...values });
}

/**
 * Return what the simulation or the server tells: a text, a date, or a sentence with its values, in
 * parts where they are sentences or lists themselves.
 * @param {string|number|{date: string}|{text: string, values: Object}|{one: string, many: string, count: number}} told
 */
export function sayTold(told) {
  if (typeof told === "string") return say(told);
  if (typeof told !== "object" || told === null) return String(told);
  if (told.date) return dateIn(localeName(), told.date);
  if (told.many) return sayCount(told.count, told.one, told.many);
  return say(told.text, told.values);
}

/** Translate an element of the page's frame: its text, and the name that a screen reader says. */
function sayElement(node) {
  const label = node.getAttribute("aria-label");
  if (label) node.setAttribute("aria-label", say(label));
  if (!node.children.length && node.textContent) node.textContent = say(node.textContent);
}

/** Fill places; `{name|을/를}` adds the particle that fits the end of what stands there. */
function filledIn(text, values) {
  return text.replace(/\{(\w+)(?:\|([^/{}]*)\/([^{}]*))?\}/g, (place, name, closed, open) => {
    if (!(name in values)) return place;
    const value = sayTold(values[name]);
    return closed === undefined ? value : value + (endsClosed(value, closed) ? closed : open);
  });
}

/** Say whether a word ends in a consonant, as Korean particles ask: by sound, brackets left out. */
function endsClosed(word, closed) {
  if (word.endsWith("%")) return false; // 퍼센트
  const bare = word.replace(/\([^()]*\)$/u, "").replace(/[^\p{L}\p{N}]+$/u, "");
  const last = bare.at(-1) ?? "";
  if (/\d/.test(last)) return FINAL_BY_DIGIT[Number(last)] && !(closed === "으로" && "178".includes(last));
  const code = last.charCodeAt(0);
  if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
    const final = (code - FIRST_SYLLABLE) % FINALS;
    return final > 0 && !(closed === "으로" && final === RIEUL);
  }
  return FINAL_LETTERS.includes(last.toLowerCase()) && !(closed === "으로" && last.toLowerCase() === "l");
}
