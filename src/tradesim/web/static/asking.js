/** Send the server what a visitor wants, and say in the reader's language what it refuses. */

import { say, sayTold } from "./words.js";

/** Return why the server refused, from its answer. */
export function refusalText({ error, told }) {
  return sayTold(told ?? error);
}

/**
 * Send an object and return the answer.
 * @param {string} address
 * @param {Object} asked
 * @throws {Error} with a text for the reader, and the status where there was an answer
 */
export async function sendAsked(address, asked) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
    });
  } catch {
    throw new Error(say("The server does not answer. Is “tradesim serve” still running?"));
  }
  const found = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(refusalText(found)), { status: answer.status });
  return found;
}
