/** The keyboard: a slash searches, j, k and arrows go from row to row, Escape closes. */
import { byId } from './dom.js'

/** @typedef {import('./list.js').List} List */

/**
 * Listens.
 * @param {List} list
 */
export function listenToKeys(list) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const target = event.target instanceof Element ? event.target : document.body
    if (target.matches('select, option')) return
    const done = target.matches('input') ? inSearch(event.key) : elsewhere(event.key, target)
    if (done) event.preventDefault()
  })

  /** @param {string} key */
  function inSearch(key) {
    const search = searchBox()
    if (key === 'ArrowDown' || key === 'Enter') {
      search.dispatchEvent(new Event('change'))
      return go(0)
    }
    if (key !== 'Escape') return false
    if (search.value === '') search.blur()
    search.value = ''
    search.dispatchEvent(new Event('change'))
    return true
  }

  /**
   * @param {string} key
   * @param {Element} target
   */
  function elsewhere(key, target) {
    const at = list.indexOf(target)
    if (key === '/') {
      searchBox().select()
      searchBox().focus()
      return true
    }
    if (key === 'Escape') return close(target)
    if (key === 'j' || (key === 'ArrowDown' && at >= 0)) return go(at < 0 ? firstSeen() : at + 1)
    if (key === 'k' || (key === 'ArrowUp' && at >= 0)) return go(at < 0 ? firstSeen() : at - 1)
    if (!target.matches('.row-head')) return false
    if (key === 'Home') return go(0)
    if (key === 'End') return go(list.findings.length - 1)
    return false
  }

  /** @param {number} index */
  function go(index) {
    const head = list.head(index)
    head?.focus({ preventScroll: true })
    head?.scrollIntoView({ block: 'nearest' })
    return head !== undefined
  }

  /** The first row below the bar, for a reader who has scrolled there. */
  function firstSeen() {
    const top = byId('bar').getBoundingClientRect().bottom
    const heads = [...list.box.querySelectorAll('.row-head')]
    const seen = heads.find((head) => head.getBoundingClientRect().top >= Math.max(0, top - 1))
    return Math.max(0, list.indexOf(seen ?? null))
  }

  /** @param {Element} target */
  function close(target) {
    const head = target.closest('.row')?.querySelector('.row-head')
    if (!(head instanceof HTMLElement)) return false
    if (head.getAttribute('aria-expanded') === 'true') head.click()
    head.focus()
    return true
  }
}

const searchBox = () => /** @type {HTMLInputElement} */ (byId('search'))
