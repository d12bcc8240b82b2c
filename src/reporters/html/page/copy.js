/** Buttons that copy a text. */
import { button, say } from './dom.js'

const SHOWN_MS = 1600

/**
 * A button that copies what an element shows.
 * @param {HTMLElement} source
 * @param {string} what
 */
export function copyButton(source, what) {
  const made = button('Copy', () => void copy(), { class: 'copy', 'aria-label': `Copy ${what}` })

  async function copy() {
    const done = await copied(source)
    made.textContent = done ? 'Copied' : 'Press Ctrl+C'
    say(done ? `Copied ${what}` : `Selected ${what}: press Ctrl+C to copy`)
    setTimeout(() => {
      made.textContent = 'Copy'
    }, SHOWN_MS)
  }
  return made
}

/**
 * Where the clipboard is out of reach, the text is left selected for the reader to copy.
 * @param {HTMLElement} source
 */
async function copied(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '')
    return true
  } catch {
    getSelection()?.selectAllChildren(source)
    return false
  }
}
