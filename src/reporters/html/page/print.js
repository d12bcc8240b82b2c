/** On paper everything that is shown stands open. */

/**
 * Calls `open` before the page is printed and `close` when it has been.
 * @param {{ readonly open: () => void, readonly close: () => void }} acts
 */
export function whenPrinted({ open, close }) {
  let isPaper = false
  /** @type {readonly HTMLDetailsElement[]} */
  let unfolded = []

  /** @param {boolean} paper */
  function turn(paper) {
    if (paper === isPaper) return
    isPaper = paper
    if (paper) {
      open()
      unfolded = [...document.querySelectorAll('details')].filter((one) => !one.open)
      for (const one of unfolded) one.open = true
    } else {
      for (const one of unfolded) one.open = false
      close()
    }
  }
  // Browsers tell of paper by events; those that show how it would look, by the medium.
  addEventListener('beforeprint', () => turn(true))
  addEventListener('afterprint', () => turn(false))
  const medium = matchMedia('print')
  medium.addEventListener('change', () => turn(medium.matches))
}
