/** The languages of the page: another one is another address of the same state. */

import { byId, html, refill } from "./dom.js";

/** Build the choice of languages; a page in one file has the one it was written in. */
export function startLanguages(page) {
  if (page.source === "baked" || Object.keys(page.languages ?? {}).length < 2) return;
  const names = Object.entries(page.languages);
  const select = html(
    "select",
    {
      "aria-label": "Language / 언어 / 言語",
      change: () => {
        location.search = `?lang=${select.value}`;
      },
    },
    names.map(([code, name]) => html("option", { value: code, lang: code }, name)),
  );
  select.value = page.language;
  refill(byId("languages"), select);
}
