/** For a projector: large letters and few elements, the sliders, the key chart and the result. */

import { byId } from "./dom.js";

/** Let a button switch between the page and the projector. */
export function startProjector(store) {
  const button = byId("projector");
  button.addEventListener("click", () => store.set({ projector: !store.state.projector }));
  const refresh = () => {
    const { projector } = store.state;
    document.documentElement.classList.toggle("projector", projector);
    button.setAttribute("aria-pressed", String(projector));
  };
  store.on(["projector"], refresh);
  refresh();
}
