import rule from '../../../rules/peering/peering-request-not-active.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Code = 'active' | 'pending-acceptance' | 'failed' | 'expired' | 'rejected' | 'deleted' | 'provisioning'

/** It is read on November 22 at 8:00. */
const request = (Code: Code, ExpirationTime?: string, shop: object = {}): Account =>
  account()
    .vpc('shop')
    .subnet('app', shop)
    .vpc('hub', { cidr: '10.1.0.0/16' })
    .peering('hub', 'shop', 'hub', undefined, {
      Status: { Code },
      ...(ExpirationTime ? { ExpirationTime } : {}),
    })
/** One that both accounts list. */
const across = (Code: Code): readonly [Account, Account] => {
  const other = account({ id: '222222222222' }).vpc('hub', { cidr: '10.1.0.0/16' })
  return [account().vpc('shop').peering('hub', 'shop', 'hub', other, { Status: { Code } }), other]
}

const facts = (code: Code, accepter = '111111111111'): string =>
  `  pcx-hub is ${code} from vpc-shop (111111111111, us-east-1) to vpc-hub (${accepter}, us-east-1)`
const never = (code: Code): string => `pcx-hub: This connection is ${code} and never carries anything.`

testRule(rule, {
  accepts: {
    'an active connection': request('active'),
    'a request of yesterday': request('pending-acceptance', '2026-11-28T08:00:00.000Z'),
    'a connection that two accounts list, one of them unread': across('active').slice(0, 1),
  },
  flags: {
    'a request that waits for four days': {
      given: request('pending-acceptance', '2026-11-25T08:00:00.000Z'),
      finds: [
        'pcx-hub: This connection carries nothing yet: it waits to be accepted for 96 hours and lapses in 72.',
        facts('pending-acceptance'),
      ],
    },
    'a request that failed': { given: request('failed'), finds: [never('failed'), facts('failed')] },
    'a request that lapsed, with a route to it': {
      given: request('expired', undefined, { routes: { '10.1.0.0/16': '!pcx-hub' } }),
      finds: [
        'pcx-hub: This connection is expired and never carries anything; routes to it drop packets. [medium]',
        facts('expired'),
        '  rtb-app routes to it',
      ],
    },
    'a request that both accounts list, once': {
      given: across('rejected'),
      finds: [never('rejected'), facts('rejected', '222222222222')],
    },
    'a request of an account that was not audited': {
      given: account().add('vpcPeeringConnections', {
        VpcPeeringConnectionId: 'pcx-hub',
        Status: { Code: 'rejected' },
        RequesterVpcInfo: { VpcId: 'vpc-shop', OwnerId: '333333333333', Region: 'us-east-1' },
        AccepterVpcInfo: { VpcId: 'vpc-hub', OwnerId: '111111111111', Region: 'us-east-1' },
      }),
      finds: [
        never('rejected'),
        '  pcx-hub is rejected from vpc-shop (333333333333, us-east-1) to vpc-hub (111111111111, us-east-1)',
      ],
    },
  },
  ignores: {
    'a connection that was deleted': request('deleted'),
    'a connection that is being made': request('provisioning'),
  },
  unknown: {
    'a request that does not say when it lapses': {
      given: request('pending-acceptance'),
      says: ['pcx-hub: it waits to be accepted, but until when is not in the answer'],
    },
  },
})
