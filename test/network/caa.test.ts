import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { amazonMayIssue } from '../../src/network/caa.ts'
import { account } from '../support/account.ts'

const says = (domain: string, ...values: readonly string[]): string => {
  const builder = account().publicZone('example.com', [
    {
      Name: 'example.com.',
      Type: 'CAA',
      TTL: 60,
      ResourceRecords: values.map((Value) => ({ Value })),
    },
  ])
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
  const [answer = 'nothing'] = Object.keys(amazonMayIssue(domain, inventory) ?? {})
  return answer
}

// RFC 8659, sections 4.2 and 4.3.
test.each([
  ['www.example.com', ['0 issue "amazonaws.com"'], 'admitted'],
  ['www.example.com', ['0 ISSUE "Amazon.com"'], 'admitted'],
  ['www.example.com', ['128 issue "ca.example; account=1"', '0 issue "amazon.com; policy=ev"'], 'admitted'],
  ['www.example.com', ['0 issue amazon.com'], 'admitted'],
  ['www.example.com', ['0 issue "notamazon.com"'], 'forbiddenBy'],
  ['www.example.com', ['0 issue ";"'], 'forbiddenBy'],
  ['www.example.com', ['0 issuewild ";"'], 'admitted'],
  ['*.example.com', ['0 issuewild ";"'], 'forbiddenBy'],
  ['*.example.com', ['0 issue "ca.example"'], 'forbiddenBy'],
  ['*.example.com', ['0 issue "ca.example"', '0 issuewild "amazon.com"'], 'admitted'],
  ['www.example.com', ['0 iodef "mailto:ca@example.com"'], 'admitted'],
  ['www.example.com', ['gibberish'], 'unknown'],
  ['www.example.net', ['0 issue ";"'], 'nothing'],
])('%s with %j: %s', (domain, values, answer) => expect(says(domain, ...values)).toBe(answer))
