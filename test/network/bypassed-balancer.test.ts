import { expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { bypassedBalancer } from '../../src/network/bypassed-balancer.ts'
import type { Exposure } from '../../src/network/exposure/exposure.ts'
import { TCP, UDP } from '../../src/network/nacl.ts'
import { account } from '../support/account.ts'

/** The balancer past which strangers call an instance at 10.0.1.5 on port 443. */
function past(
  group: Parameters<ReturnType<typeof account>['targetGroup']>[2] = {},
  { target = 'web', port = 443, internal = false, protocol = TCP, vpc = 'vpc-shop' } = {},
): string | undefined {
  const builder = account()
    .vpc('shop')
    .loadBalancer('shop', {}, { Scheme: internal ? 'internal' : 'internet-facing' })
    .targetGroup('web', { port, balancers: ['shop'], targets: [target] }, group)
  const facts = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
  // Only what the function looks at.
  const exposure = {
    eni: { PrivateIpAddress: '10.0.1.5', VpcId: vpc },
    ports: [[443, 444]],
    protocol,
  } as unknown as Exposure
  return bypassedBalancer('i-web', [exposure], facts)?.balancer.name
}

test.each([
  ['a target by its id', past(), 'shop'],
  ['a target by its address', past({}, { target: '10.0.1.5' }), 'shop'],
  ['an address of another VPC', past({}, { target: '10.0.1.5', vpc: 'vpc-lab' }), undefined],
  ['another target', past({}, { target: 'app' }), undefined],
  ['another port', past({}, { port: 8080 }), undefined],
  ['an internal balancer', past({}, { internal: true }), undefined],
  ['another protocol', past({}, { protocol: UDP }), undefined],
  ['a group for UDP, asked for TCP', past({ Protocol: 'UDP' }), undefined],
  ['a group for both', past({ Protocol: 'TCP_UDP' }, { protocol: UDP }), 'shop'],
])('%s', (_, found, expected) => expect(found).toBe(expected))
