/** Join a class by its code; what one bets and looks at then stands on the teacher's screen. */

import { sendAsked } from "./asking.js";
import { html, refill } from "./dom.js";
import { samePositions } from "./store.js";
import { say } from "./words.js";

const MEMBER_KEY = "tradesim-member";

/** Build the form to join; nothing where no class attends. */
export function buildJoining(page, store) {
  if (!page.class) return null;
  const holder = html("section", { class: "joining", "aria-label": say("Join the class") });
  const rememberedAtFirst = rememberedMember();
  const joined = (member) => {
    rememberMember(member);
    refill(holder, html("p", {}, say("You have joined. Your bets and policies stand on the teacher’s screen.")));
    const leaveRoom = () => {
      holder.hidden = !store.state.covered; // then chart, result and sliders need the screen
    };
    store.on(["covered", "sealed", "b"], leaveRoom);
    if (member === rememberedAtFirst) leaveRoom(); // who has just joined is told so
    tell(page, store, member);
  };
  if (rememberedAtFirst) joined(rememberedAtFirst);
  else refill(holder, joinForm(joined));
  return holder;
}

function joinForm(joined) {
  const [codeName, nameName] = [say("Code of the class"), say("Name, if you like")];
  const code = html("input", { id: "class-code", autocomplete: "off", required: true, size: 15, placeholder: codeName });
  const name = html("input", { id: "class-name", autocomplete: "off", maxlength: 40, size: 15, placeholder: nameName });
  const said = html("p", { role: "status" });
  const join = async (event) => {
    event.preventDefault();
    try {
      const { member } = await sendAsked("api/class/join", { code: code.value, name: name.value });
      joined(member);
    } catch (error) {
      refill(said, error.message);
    }
  };
  return html(
    "form",
    { class: "join-form", submit: join },
    html("label", { for: "class-code", class: "hidden" }, codeName),
    code,
    html("label", { for: "class-name", class: "hidden" }, nameName),
    name,
    html("button", { type: "submit" }, say("Join")),
    said,
  );
}

/** Send bets once they are sealed, and each policy B that is open to be looked at. */
function tell(page, store, member) {
  let sent = null;
  let sentOn = null;
  const refresh = () => {
    const { covered, sealed, bets, betOn, b, pending, runs } = store.state;
    const hasBet = !covered && bets.length > 0 && !bets.includes(null);
    const on = betOn ?? b;
    if (hasBet && !(sentOn && samePositions(sentOn, on))) {
      sentOn = on;
      sendAsked("api/class/place", { member, bets, on }).catch(forgetMember);
    }
    const isOpen = !covered && !sealed && !pending && runs.b;
    if (isOpen && !(sent && samePositions(sent, b))) {
      sent = b;
      sendAsked("api/class/place", { member, positions: b }).catch(forgetMember);
    }
  };
  store.on(["covered", "sealed", "pending", "runs"], refresh);
  refresh();
}

function rememberedMember() {
  try {
    return sessionStorage.getItem(MEMBER_KEY);
  } catch {
    return null; // a browser may forbid storage
  }
}

function rememberMember(member) {
  try {
    sessionStorage.setItem(MEMBER_KEY, member);
  } catch {
    // then a reload joins anew
  }
}

/** Forget a member whom the server does not know, since it was started anew. */
function forgetMember(error) {
  if (error.status !== 403) return;
  try {
    sessionStorage.removeItem(MEMBER_KEY);
  } catch {
    // nothing was kept
  }
}
