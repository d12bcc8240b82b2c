import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/audit/report.ts'
import { STYLE, demoReport } from '../reporters/everything.ts'
import { attacked, full, nothing, onlyGaps } from '../reporters/reports.ts'
import { bad, reportOn, ruleOf } from '../support/judging.ts'
import { expectQuiet, smallMap, twentyThousand, withBrowser } from './pages.ts'

const { open } = withBrowser()
let demo: Report
beforeAll(async () => {
  demo = await demoReport()
})

const focused = 'document.activeElement.textContent'

describe('by keyboard alone', () => {
  test('search, move, open, close', async () => {
    const { page } = await open(demo)
    await page.keyboard.press('/')
    expect(await page.evaluate('document.activeElement.id')).toBe('search')
    await page.keyboard.type('nat/')
    await page.waitForURL(/q=nat/)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    await page.keyboard.press('ArrowDown')
    const titles = await page.locator('.title').allTextContents()
    expect(await page.evaluate(focused)).toContain(titles[0])
    for (const key of ['j', 'ArrowDown', 'k', 'ArrowUp', 'j']) await page.keyboard.press(key)
    expect(await page.evaluate(focused)).toContain(titles[1])
    await page.keyboard.press('Enter')
    expect(await page.locator('[aria-expanded=true]').textContent()).toContain(titles[1])
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest(".body") !== null')).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('.row [aria-expanded=true]').count()).toBe(0)
    expect(await page.evaluate(focused)).toContain(titles[1])
  })

  test('the first stop skips to the findings, and what has the focus is seen', async () => {
    const { page } = await open(demo)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(focused)).toBe('Skip to the findings')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('findings-title')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
  })

  test('from row to row through a thousand, each in sight below the bar', async () => {
    const { page } = await open(twentyThousand())
    for (let index = 0; index < 130; index++) await page.keyboard.press('j')
    const seen = await page.evaluate(
      `(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return top >= document.getElementById('bar').getBoundingClientRect().bottom - 1 && bottom <= innerHeight })()`,
    )
    expect(seen).toBe(true)
    await page.keyboard.press('End')
    expect(await page.evaluate(focused)).toContain('Property number 9')
  })
})

describe('hostile reports', () => {
  const evil =
    '"><img src=x onerror="window.__hit=1"><script>window.__hit=2</script></script><svg onload=window.__hit=3>javascript:window.__hit=4'
  const report = (): Report => ({
    ...reportOn([
      ruleOf([], { id: evil, title: evil, topic: evil, reference: 'javascript:window.__hit=5' }),
      bad(`vpc-${evil}`, {
        message: evil,
        remediation: evil,
        on: { name: evil, region: evil, arn: evil, account: evil, type: evil },
      }),
    ]),
    notEvaluated: [{ ruleId: evil, account: evil, region: evil, operation: evil, reason: evil }],
    scope: { accounts: [evil], regions: [evil], source: 'live' },
  })

  test('nothing in them runs, loads or links', async () => {
    const opened = await open(report())
    const { page } = opened
    await page.locator('.row-head').click()
    expect(await page.locator('main img, main script, main svg, main a').count()).toBe(0)
    expect(await page.locator('.message-full').textContent()).toBe(evil)
    expect(await page.evaluate('window.__hit')).toBe(undefined)
    expectQuiet(opened)
  })

  test('names with characters that hide or reverse text show them', async () => {
    const opened = await open(attacked)
    await opened.page.locator('.row-head').first().click()
    expect(await opened.page.locator('main').textContent()).toContain(String.raw`line\u202egpj.exe\u2066`)
    expectQuiet(opened)
  })

  test('an address makes nothing of what it says', async () => {
    const opened = await open(demo, {
      hash: `#map=${encodeURIComponent(evil)}&q=${encodeURIComponent(evil)}`,
    })
    expect(await opened.page.locator('.chip').textContent()).toContain('<img')
    expect(await opened.page.evaluate('window.__hit')).toBe(undefined)
    expectQuiet(opened)
  })

  test('what a map would run or load is refused', async () => {
    const map = {
      svg: '<svg xmlns="http://www.w3.org/2000/svg"><script>window.__hit=1</script><image href="https://example.com/x.png"/><rect data-id="a" width="9" height="9" onclick="window.__hit=2"/></svg>',
      places: new Map(demo.findings.map((one) => [one.fingerprint, 'a'])),
    }
    const { page, complaints } = await open(demo, { style: { ...STYLE, map } })
    await page.locator('[data-id=a]').click({ force: true })
    expect(await page.evaluate('window.__hit')).toBe(undefined)
    expect(complaints.join('\n')).toMatch(/Content Security Policy/)
  })
})

describe('20,000 findings', () => {
  test('are shown in less than two seconds, and only those near to sight are made', async () => {
    const opened = await open(nothing)
    const { page } = opened
    const large = await open(twentyThousand())
    const began = performance.now()
    await large.page.reload()
    await large.page.locator('.row').first().waitFor()
    expect(performance.now() - began).toBeLessThan(2000)
    expect(await large.page.locator('.shown').textContent()).toBe('20,000 of 20,000 shown')
    expect(await large.page.locator('.row').count()).toBeLessThan(300)
    expectQuiet(large)
    await page.close()
  })

  test('scroll: what is in sight is there, however far', async () => {
    const { page } = await open(twentyThousand())
    const end = Number(await page.evaluate('document.documentElement.scrollHeight'))
    for (const part of [0.5, 0.9, 0.1, 1]) {
      await page.evaluate(`scrollTo(0, ${end * part})`)
      await page.waitForTimeout(100)
      expect(await page.evaluate('document.elementFromPoint(640, 500)?.closest(".row") !== null')).toBe(true)
    }
    expect(await page.locator('.row').last().textContent()).toContain('Property number 9')
    expect(await page.locator('.row').count()).toBeLessThan(400)
  })
})

describe('as it is looked at', () => {
  test('dark: as the system says, and as the reader says', async () => {
    const { page } = await open(demo, { context: { colorScheme: 'dark' } })
    const isDark = async (): Promise<boolean> =>
      /rgb\((\d+)/.exec(
        String(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')),
      )?.[1] === '20'
    expect(await isDark()).toBe(true)
    await page.getByRole('button', { name: 'Light theme' }).click()
    expect(await isDark()).toBe(false)
    await page.reload()
    expect(await isDark()).toBe(false)
    await page.getByRole('button', { name: 'Dark theme' }).click()
    expect(await isDark()).toBe(true)
  })

  test.each([360, 768])('%i pixels wide: nothing is wider than the screen', async (width) => {
    for (const report of [demo, attacked, full]) {
      const { page } = await open(report, {
        style: { ...STYLE, map: smallMap(report.findings) },
        context: { viewport: { width, height: 780 } },
      })
      await page.locator('.row-head').first().click()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(await page.locator('.body').first().isVisible()).toBe(true)
    }
  })

  test('narrow: the choices are behind a button', async () => {
    const { page } = await open(demo, { context: { viewport: { width: 360, height: 780 } } })
    expect(await page.getByLabel('Topic').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Topic').selectOption('nat')
    expect(await page.locator('.more').textContent()).toBe('Filters (1)')
  })

  test('on paper what is shown stands open, without controls, and is closed again afterwards', async () => {
    const { page } = await open(demo, { hash: '#severity=critical&status=fail' })
    await page.emulateMedia({ media: 'print' })
    const critical = demo.summary.bySeverity.critical
    expect(await page.locator('.body:visible').count()).toBe(critical)
    expect(
      await page.locator('button.copy:visible, input:visible, select:visible, .control:visible').count(),
    ).toBe(0)
    expect((await page.pdf()).length).toBeGreaterThan(10_000)
    await page.emulateMedia({ media: 'screen' })
    expect(await page.locator('.body:visible').count()).toBe(0)
  })

  test('what was not evaluated is told by what was refused, with the rules that it stopped', async () => {
    const { page } = await open(full)
    await page.getByRole('button', { name: /judged without/ }).click()
    const gaps = page.locator('.gap')
    expect(await gaps.count()).toBe(2)
    const [first] = await gaps.allTextContents()
    for (const text of ['ec2:DescribeVpnConnections', 'UnauthorizedOperation', '10 rules', 'vpn-rule-a'])
      expect(first).toContain(text)
  })

  test.each([
    ['nothing failed', () => ({ ...nothing, findings: [] }), 'Nothing failed', 'There is nothing to list.'],
    ['nothing was evaluated', () => onlyGaps, 'Nothing failed', 'There is nothing to list.'],
  ])('%s', async (_, report, title, text) => {
    const opened = await open(report())
    expect(await opened.page.locator('h1').textContent()).toBe(title)
    expect(await opened.page.locator('#empty').textContent()).toBe(text)
    expectQuiet(opened)
  })
})
