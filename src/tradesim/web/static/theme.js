/** Light or dark: as the system wishes (prefers-color-scheme), or as chosen by hand. */

import { refill } from "./dom.js";
import { say } from "./words.js";

const KEY = "tradesim-theme";

/**
 * Let a button switch between light and dark, and follow the system until it is used.
 * @param {HTMLButtonElement} button
 */
export function startTheme(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = remembered();
  const apply = () => {
    const isDark = chosen ? chosen === "dark" : system.matches;
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    refill(button, isDark ? say("Light colours") : say("Dark colours"));
  };
  system.addEventListener("change", apply);
  button.addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    remember(chosen);
    apply();
  });
  apply();
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser may forbid storage, above all to a file
  }
}

function remember(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // then the choice lasts until the page is closed
  }
}
