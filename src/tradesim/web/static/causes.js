/** The chain of causes of a stop: whole sentences in English, kinds and names in other languages. */

import { dateText } from "./format.js";
import { localeName, say } from "./words.js";

/** Return the causes of a stop as texts, the first first. */
export function causeTexts(stop) {
  return localeName() === "en-GB" || !stop.told ? stop.causes : stop.told.map(causeText);
}

function causeText({ kind, share, actor, policy, since, until }) {
  const span = [...new Set([since, until])].filter(Boolean).map(dateText).join("–");
  const about = [say(actor), say(policy), span].filter(Boolean).join(", ");
  const what = about ? `${say(kind)} (${about})` : say(kind);
  return share ? `${share}: ${what}` : what;
}
