/** The map, where the report has one: what is drawn leads to its findings, and a finding to what is drawn. */
import { findings } from './data.js'
import { button, byId, plural } from './dom.js'
import { choosing, valuesOf } from './filters.js'

/** @typedef {import('./filters.js').Filter} Filter */

const SVG = 'http://www.w3.org/2000/svg'
const RING_MARGIN = 4

/**
 * What a thing is called: its title, and what is written on it.
 * @param {SVGElement} thing
 */
function nameOf(thing) {
  const title = thing.querySelector(':scope > title')?.textContent ?? ''
  const written = [...thing.querySelectorAll(':scope > text')].map((one) => one.textContent ?? '')
  const name = [title, ...written.filter((text) => !title.includes(text))].filter(Boolean).join(' ')
  return name || thing.getAttribute('data-id') || ''
}

/**
 * Brings the map to life.
 * @param {(change: (filter: Filter) => Filter) => void} choose
 */
export function drawMap(choose) {
  const box = byId('map-box')
  /** @type {Map<string, SVGGraphicsElement>} */
  const things = new Map()
  for (const element of box.querySelectorAll('[data-id]'))
    if (element instanceof SVGGraphicsElement) things.set(element.getAttribute('data-id') ?? '', element)
  byId('map').hidden = box.querySelector('svg') === null
  const size = button('Actual size', () => {
    size.textContent = box.classList.toggle('fit') ? 'Actual size' : 'Fit to width'
  })
  size.className = 'control'
  byId('map-head').append(size)

  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const { place } of findings)
    if (place !== undefined && things.has(place)) counts.set(place, (counts.get(place) ?? 0) + 1)
  for (const [id, count] of counts) lead(id, count)

  /**
   * @param {string} id
   * @param {number} count
   */
  function lead(id, count) {
    const thing = things.get(id)
    if (!thing) return
    thing.classList.add('leads')
    thing.setAttribute('tabindex', '0')
    thing.setAttribute('role', 'button')
    thing.setAttribute('aria-label', `${nameOf(thing)}: ${plural(count, 'finding')}`)
    const act = () =>
      choose((filter) => choosing(filter, { map: valuesOf(filter, 'map').includes(id) ? [] : [id] }))
    thing.addEventListener('click', (event) => {
      // What is drawn inside of something else has its own.
      event.stopPropagation()
      act()
    })
    thing.addEventListener('keydown', (event) => {
      if (event.target !== thing || (event.key !== 'Enter' && event.key !== ' ')) return
      event.preventDefault()
      act()
    })
  }

  return {
    /** @param {string} id */
    has: (id) => things.has(id),
    /** @param {string} id */
    show(id) {
      const thing = things.get(id)
      if (!thing) return
      ring([thing])
      thing.scrollIntoView({ block: 'center', inline: 'center' })
      thing.focus({ preventScroll: true })
    },
    /**
     * Marks what the filter has chosen.
     * @param {Filter} filter
     */
    update(filter) {
      const chosen = valuesOf(filter, 'map')
      for (const id of counts.keys())
        things.get(id)?.setAttribute('aria-pressed', String(chosen.includes(id)))
      ring(chosen.flatMap((id) => things.get(id) ?? []))
    },
  }

  /** @param {readonly SVGGraphicsElement[]} around */
  function ring(around) {
    for (const old of box.querySelectorAll('.ring')) old.remove()
    for (const thing of around) {
      const { x, y, width, height } = thing.getBBox()
      const rect = document.createElementNS(SVG, 'rect')
      const sizes = {
        x: x - RING_MARGIN,
        y: y - RING_MARGIN,
        width: width + 2 * RING_MARGIN,
        height: height + 2 * RING_MARGIN,
        rx: RING_MARGIN,
      }
      for (const [name, value] of Object.entries(sizes)) rect.setAttribute(name, String(value))
      rect.setAttribute('class', 'ring')
      // A group has its place for what is in it; a shape shares the place of its neighbours, but for its own transform.
      if (thing instanceof SVGGElement) thing.append(rect)
      else {
        const transform = thing.getAttribute('transform')
        if (transform) rect.setAttribute('transform', transform)
        thing.after(rect)
      }
    }
  }
}
