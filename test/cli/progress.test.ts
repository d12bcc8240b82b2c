import { expect, test } from 'vitest'
import type { Progress } from '../../src/aws/collect.ts'
import { progressLine } from '../../src/cli/progress.ts'

const at = (seconds: number): Progress => ({
  planned: 4000,
  done: 12,
  failed: 0,
  last: 'route53:ListResourceRecordSets global',
  held: { by: 'route53', requests: seconds * 7, seconds },
})

function written(isTTY: boolean, updates: readonly Progress[]): readonly string[] {
  const texts: string[] = []
  const stream = { isTTY, columns: 80, write: (text: string) => texts.push(text) > 0 }
  // As much of a stream as is used.
  const line = progressLine(false, stream as unknown as typeof process.stderr, {})
  for (const progress of updates) line.update(progress)
  return texts
}

test('a log says once how long a slow service takes, and again only when it takes twice as long', () => {
  expect(written(false, [at(3), at(25), at(30), at(45), at(600), at(400)])).toEqual([
    '175 requests to route53 will take about 30 s: its rate is for the whole account, and a share is left to others.\n',
    '4200 requests to route53 will take about 10 min: its rate is for the whole account, and a share is left to others.\n',
  ])
})

test('a terminal shows the time that is left, in one line', () => {
  const [text = ''] = written(true, [at(600)])
  expect(text).toBe(
    '\r\u001b[KReading  12 of 4000 answers, about 10 min (rate of route53)  route53:ListResour',
  )
})
