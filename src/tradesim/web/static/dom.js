/** Build HTML and SVG. Names from a scenario enter as text nodes only, never as markup. */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * Build an HTML element.
 * @param {string} tag
 * @param {Object<string, *>} [attributes] functions become listeners; null and false are left out
 * @param {...(Node|string|null|Array)} children strings become text
 * @returns {HTMLElement}
 */
export function html(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/**
 * Build an SVG element; arguments as those of `html`.
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined));
  return node;
}

/**
 * Replace what an element holds.
 * @param {Element} node
 * @param {...(Node|string|null|Array)} children
 */
export function refill(node, ...children) {
  node.replaceChildren(...children.flat(2).filter((child) => child !== null));
}

/**
 * Return the element of the page with this id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  return document.getElementById(id);
}

/** Return how large the reader's letters are, in proportion to those of the drawings. */
export function textScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/**
 * Call back with the width of an element now and whenever it changes, once per frame at most.
 * @param {Element} node
 * @param {function(number): void} listener takes whole pixels
 */
export function watchWidth(node, listener) {
  let last = 0;
  new ResizeObserver((entries) => {
    const width = Math.floor(entries[entries.length - 1].contentRect.width);
    if (width === last || width === 0) return;
    last = width;
    requestAnimationFrame(() => listener(width));
  }).observe(node);
}
