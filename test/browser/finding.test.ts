import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/audit/report.ts'
import { demoAccount } from '../../src/cli/package-root.ts'
import { Facts } from '../../src/inventory/inventory.ts'
import { operations } from '../../src/inventory/operations.ts'
import { reportMap } from '../../src/map/report-map.ts'
import { readSnapshot } from '../../src/snapshot/read.ts'
import { STYLE, demoReport } from '../reporters/everything.ts'
import { expectQuiet, smallMap, withBrowser } from './pages.ts'

const { open } = withBrowser()
let demo: Report
beforeAll(async () => {
  demo = await demoReport()
})

const failures = (severity?: string): Report['findings'] =>
  demo.findings.filter((one) => one.status === 'fail' && (!severity || one.severity === severity))

describe('filters', () => {
  test('a count leads to what it counts, another joins it, and again undoes it', async () => {
    const opened = await open(demo)
    const { page } = opened
    const shown = page.locator('.shown')
    const all = demo.findings.length + (demo.gone?.length ?? 0)
    const of = (count: number): string => `${count} of ${all.toLocaleString('en')} shown`
    await page.locator('.tile.critical').click()
    expect(await shown.textContent()).toBe(of(failures('critical').length))
    expect(await page.locator('.tile.critical').getAttribute('aria-pressed')).toBe('true')
    expect(page.url()).toContain('#severity=critical&status=fail')
    await page.locator('.tile.low').click()
    expect(await shown.textContent()).toBe(of(failures('critical').length + failures('low').length))
    await page.locator('.tile.critical').click()
    await page.locator('.tile.low').click()
    expect(page.url()).not.toContain('#')
    await page.getByRole('button', { name: `${demo.summary.suppressed} suppressed` }).click()
    expect(await shown.textContent()).toBe(of(demo.summary.suppressed))
    await page.getByRole('button', { name: `${demo.summary.gone} gone` }).click()
    expect(await shown.textContent()).toBe(of(demo.gone?.length ?? 0))
    expectQuiet(opened)
  })

  test('choices narrow each other, and Clear undoes them all', async () => {
    const { page } = await open(demo)
    await page.getByLabel('Topic').selectOption('nat')
    await page.getByLabel('Status').selectOption('fail')
    const nat = failures().filter((one) => one.topic === 'nat')
    expect(await page.locator('.shown').textContent()).toMatch(new RegExp(`^${nat.length} of `))
    // Each choice says how many it would leave.
    const severe = nat.filter((one) => one.severity === 'high').length
    expect(await page.getByLabel('Severity').locator('option[value=high]').textContent()).toBe(
      `High (${severe})`,
    )
    expect(await page.getByRole('status').textContent()).toBe(await page.locator('.shown').textContent())
    await page.getByRole('button', { name: 'Clear' }).click()
    expect(await page.locator('.clear').isVisible()).toBe(false)
    expect(await page.getByLabel('Topic').inputValue()).toBe('')
  })

  test('every facet has its choice', async () => {
    const { page } = await open(demo)
    for (const name of ['Severity', 'Status', 'Topic', 'Pillar', 'Account', 'Region', 'Baseline'])
      expect(await page.getByLabel(name, { exact: true }).locator('option').count(), name).toBeGreaterThan(1)
  })

  test('a search looks at rule, title, resource and message, all words at once', async () => {
    const { page } = await open(demo)
    const [first] = failures()
    if (!first) throw new Error('The demo has no failure.')
    const { resource, ruleId, title, message } = first
    for (const text of [
      ruleId,
      title,
      resource.id,
      resource.arn ?? '',
      message,
      `${ruleId} ${resource.id}`,
    ]) {
      await page.getByRole('searchbox').fill(text)
      await page.waitForURL((url) => new URLSearchParams(url.hash.slice(1)).get('q') === text)
      expect(await page.locator('.row-head').allTextContents(), text).toContainEqual(
        expect.stringContaining(title),
      )
    }
    await page.getByRole('searchbox').fill('no such thing anywhere')
    await page.locator('#empty').waitFor()
    expect(await page.locator('.row').count()).toBe(0)
  })

  test('an address is a view: of a filter, and of one finding', async () => {
    const [, second] = failures('high')
    if (!second) throw new Error('The demo has no such failure.')
    const { page } = await open(demo, { hash: `#severity=high&status=fail&finding=${second.fingerprint}` })
    expect(await page.locator('.shown').textContent()).toMatch(new RegExp(`^${failures('high').length} of `))
    expect(await page.locator('[aria-expanded=true]').textContent()).toContain(second.title)
    await page.goto(`${page.url().split('#', 1)[0]}#topic=nat`)
    await page.locator('.shown').filter({ hasText: / of / }).waitFor()
    expect(await page.getByLabel('Topic').inputValue()).toBe('nat')
  })
})

describe('a finding', () => {
  test('opens with all that is known of it', async () => {
    const { page } = await open(demo)
    const [first] = failures()
    if (!first) throw new Error('The demo has no failure.')
    const head = page.locator('.row-head').first()
    expect(await head.getAttribute('aria-expanded')).toBe('false')
    await head.click()
    expect(await head.getAttribute('aria-expanded')).toBe('true')
    const body = page.locator('.body').first()
    const text = (await body.textContent()) ?? ''
    const { resource, account, region, message, remediation, fingerprint, ruleId } = first
    const rule = STYLE.rules.get(ruleId)
    const [evidence] = first.evidence
    for (const one of [
      resource.name ?? '',
      resource.id,
      resource.arn ?? '',
      resource.type,
      account,
      region,
      message,
      remediation,
      fingerprint,
      ruleId,
      rule?.why ?? '',
      rule?.fix ?? '',
      evidence?.fact ?? '',
      ...Object.entries(evidence?.fields ?? {}).flatMap(([name, value]) => (value === undefined ? [] : name)),
      `awsnet suppress ${fingerprint} --reason`,
    ])
      expect(text).toContain(one)
    const link = body.getByRole('link')
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
      first.reference,
      'noopener noreferrer',
    ])
    await head.click()
    expect(await body.isVisible()).toBe(false)
  })

  test('that is suppressed says why, who answers for it, and until when', async () => {
    const { page } = await open(demo, { hash: '#status=suppressed' })
    await page.locator('.row-head').first().click()
    expect(await page.locator('.body .note').first().textContent()).toBe(
      'Suppressed: The stores are moving. Owner: netops. Until 2099-01-31.',
    )
    expect(await page.locator('.body').first().textContent()).not.toContain('awsnet suppress')
  })

  test('its fix, its fingerprint and the suppression are copied by a button', async () => {
    const opened = await open(demo, { context: { permissions: ['clipboard-read', 'clipboard-write'] } })
    const { page } = opened
    const [first] = failures()
    await page.locator('.row-head').first().click()
    const clipboard = async (): Promise<string> =>
      String(await page.evaluate('navigator.clipboard.readText()'))
    for (const [name, text] of [
      ['Copy the fix', first?.remediation],
      ['Copy the fingerprint', first?.fingerprint],
      ['Copy the command that suppresses', `awsnet suppress ${first?.fingerprint} --reason "WHY"`],
    ] as const) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor()
      expect(await clipboard()).toBe(text)
    }
    expectQuiet(opened)
  })

  test('leads to all others of its rule', async () => {
    const { page } = await open(demo)
    const [first] = failures()
    await page.locator('.row-head').first().click()
    await page.getByRole('button', { name: first?.ruleId ?? '', exact: true }).click()
    expect(page.url()).toContain(`#rule=${first?.ruleId}`)
    await page.getByRole('button', { name: `Rule: ${first?.ruleId}` }).click()
    expect(page.url()).not.toContain('#rule')
  })
})

describe('the map', () => {
  const withMap = () => open(demo, { style: { ...STYLE, map: smallMap(failures()) } })

  test('a thing leads to its findings, by mouse and by keyboard', async () => {
    const opened = await withMap()
    const { page } = opened
    const thing = page.locator('[data-id=thing-0]')
    await thing.click()
    expect(await page.locator('.row').count()).toBe(1)
    expect(await page.locator('.title').textContent()).toBe(failures()[0]?.title)
    expect(await thing.getAttribute('aria-pressed')).toBe('true')
    expect(await thing.getAttribute('aria-label')).toMatch(/^AWS::\S+ thing 0: 1 finding$/)
    await page.getByRole('button', { name: 'On the map: thing-0' }).click()
    await page.locator('[data-id=thing-1]').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.title').textContent()).toBe(failures()[1]?.title)
    expect(page.url()).toContain('#map=thing-1')
    expectQuiet(opened)
  })

  test('a finding leads to its thing, which is then marked', async () => {
    const { page } = await withMap()
    await page.locator('.row-head').nth(1).click()
    await page.getByRole('button', { name: 'Show on the map' }).click()
    expect(await page.locator('[data-id=thing-1] .ring').count()).toBe(1)
    expect(await page.evaluate('document.activeElement.getAttribute("data-id")')).toBe('thing-1')
    // A finding without a place has no such way.
    await page.locator('.row-head').nth(2).click()
    expect(await page.getByRole('button', { name: 'Show on the map' }).count()).toBe(1)
  })

  test('its own style holds', async () => {
    const { page } = await withMap()
    expect(await page.evaluate('getComputedStyle(document.querySelector(".box")).fill')).toBe(
      'rgb(238, 243, 247)',
    )
  })

  test('of the demo account leads to findings and back', async () => {
    const map = await reportMap(new Facts(await readSnapshot(demoAccount, operations)), demo.findings)
    if (!map) throw new Error('There is no map.')
    const opened = await open(demo, { style: { ...STYLE, map } })
    const { page } = opened
    const things = page.locator('#map-box .leads')
    expect(await things.count()).toBeGreaterThan(40)
    const id = (await page.locator('#map-box .leads.map-nat').first().getAttribute('data-id')) ?? ''
    await page.locator(`#map-box [data-id="${id}"]`).click()
    const there = [...demo.findings, ...(demo.gone ?? [])].filter(
      ({ fingerprint }) => map.places.get(fingerprint) === id,
    )
    expect(await page.locator('.row').count()).toBe(there.length)
    await page.locator('.row-head').first().click()
    await page.getByRole('button', { name: 'Show on the map' }).click()
    expect(await page.evaluate('document.activeElement.getAttribute("data-id")')).toBe(id)
    expectQuiet(opened)
  })

  test('without one there is no such section', async () => {
    const { page } = await open(demo)
    expect(await page.locator('#map').isVisible()).toBe(false)
  })
})
