/** Elements made by the DOM's own means: whatever a text from AWS holds, it stays text. */

/**
 * An element with attributes and children; `true` is an attribute without a value, `false` and undefined are none.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | number | boolean | undefined>>} [attributes]
 * @param {...(Node | string | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  for (const child of children) if (child !== undefined && child !== false) element.append(child)
  return element
}

/**
 * An element of the frame; a drawing in it may have the same ids.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.querySelector(`#${id}:not(svg *)`)
  if (!(element instanceof HTMLElement)) throw new Error(`The page has no #${id}.`)
  return element
}

/**
 * A button that does something.
 * @param {string} label
 * @param {(event: MouseEvent) => void} act
 * @param {Readonly<Record<string, string | number | boolean | undefined>>} [attributes]
 */
export function button(label, act, attributes = {}) {
  const element = el('button', { type: 'button', ...attributes }, label)
  element.addEventListener('click', act)
  return element
}

/**
 * A link to another site, where the address is one of https; else its text.
 * @param {string} address
 * @param {string} text
 */
export function link(address, text) {
  if (!address.startsWith('https://')) return el('span', {}, text)
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, text)
}

/**
 * Severity as a shape and a word, never as a colour alone.
 * @param {string} severity
 */
export const rating = (severity) =>
  el(
    'span',
    { class: `rating ${severity}` },
    el('span', { class: 'shape', 'aria-hidden': 'true' }),
    capital(severity),
  )

/**
 * Code that breaks between its words, not inside of options and ids; what is copied of it is the text as it was.
 * @param {string} text
 */
export const words = (text) =>
  el(
    'code',
    {},
    ...text
      .split(/( +)/)
      .map((piece, index) => (index % 2 === 0 ? el('span', { class: 'word' }, piece) : piece)),
  )

/**
 * Tells those who do not see the page what has just changed on it.
 * @param {string} text
 */
export function say(text) {
  byId('say').textContent = text
}

/** @param {string} word */
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

/** @param {number} count */
export const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/**
 * @param {number} count
 * @param {string} noun
 */
export const plural = (count, noun) => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
