import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { OriginBalancers, portsOf } from '../../src/network/origin-balancers.ts'
import type { Origin } from '../../src/network/origins.ts'
import { type Account, account } from '../support/account.ts'
import { vpcOrigin, webOrigin } from '../support/distribution-builder.ts'

const HOST = 'web-123456789.us-east-1.elb.amazonaws.com'
const cname = (name: string, Value: string): object => ({
  Name: `${name}.`,
  Type: 'CNAME',
  TTL: 60,
  ResourceRecords: [{ Value }],
})
const shop = (): Account => account().vpc('shop').loadBalancer('web').classicLoadBalancer('old')

const found = (builder: Account, origin: Origin): readonly (string | undefined)[] => {
  const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
  return new OriginBalancers([origin], inventory)
    .of(origin)
    .map(({ balancer, classic }) => (balancer ?? classic)?.name)
}

describe('OriginBalancers', () => {
  test.each<[string, string, readonly object[], readonly string[]]>([
    ['by its own name', HOST, [], ['web']],
    ['by its own name in capitals', HOST.toUpperCase(), [], ['web']],
    ['by a name of the older generation', 'old-987654321.us-east-1.elb.amazonaws.com', [], ['old']],
    ['by a record', 'a.example.com', [cname('a.example.com', HOST)], ['web']],
    [
      'by records in a row',
      'a.example.com',
      [cname('b.example.com', HOST), cname('a.example.com', 'b.example.com.')],
      ['web'],
    ],
    [
      'by two records of one name, once',
      'a.example.com',
      [
        { ...cname('a.example.com', HOST), SetIdentifier: '1', Weight: 1 },
        { ...cname('a.example.com', `dualstack.${HOST}`), SetIdentifier: '2', Weight: 1 },
      ],
      ['web'],
    ],
    [
      'nothing by records in a circle',
      'a.example.com',
      [cname('a.example.com', 'b.example.com'), cname('b.example.com', 'a.example.com')],
      [],
    ],
    ['nothing by an address', 'a.example.com', [{ ...cname('a.example.com', '192.0.2.1'), Type: 'A' }], []],
    ["nothing that is somebody else's", 'other-1.us-east-1.elb.amazonaws.com', [], []],
  ])('finds %s', (_, host, records, expected) => {
    expect(found(shop().hostedZone('example.com', records), webOrigin(host))).toEqual(expected)
  })

  test('finds by a VPC origin', () => {
    const builder = shop()
    expect(
      found(builder.vpcOrigin('vo_1', builder.balancerArn('web')), vpcOrigin('vo_1', 'any.example.com')),
    ).toEqual(['web'])
  })
})

describe('portsOf', () => {
  const transport = { httpPort: 80, httpsPort: 443, sslProtocols: [], vpcOrigin: undefined }
  test.each<[string | undefined, readonly number[] | undefined]>([
    ['http-only', [80]],
    ['https-only', [443]],
    ['match-viewer', [80, 443]],
    ['quic-only', undefined],
    [undefined, undefined],
  ])('%s', (policy, ports) => expect(portsOf({ ...transport, policy })).toEqual(ports))
})
