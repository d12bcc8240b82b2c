import rule from '../../../rules/transit-gateway/transit-gateway-auto-accepts-attachments.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OPEN = { AutoAcceptSharedAttachments: 'enable', DefaultRouteTablePropagation: 'disable' } as const
const FLAT = { AutoAcceptSharedAttachments: 'enable', DefaultRouteTablePropagation: 'enable' } as const

const hub = (fields: object = {}): Account => account().transitGateway('hub', fields)
/** A hub to which another account has attached a VPC. */
const joined = (fields: object, attachment: object = {}): Account => {
  const owner = hub(fields)
  account({ id: '222222222222' })
    .vpc('app')
    .subnet('app')
    .attach('app', { tgw: 'hub', vpc: 'app', subnets: ['app'], owner }, attachment)
    .attach('more', { tgw: 'hub', vpc: 'more', subnets: ['app'], owner }, attachment)
  return owner
}
/** What its own account attaches needs no acceptance. */
const own = (fields: object): Account =>
  hub(fields)
    .vpc('app')
    .subnet('app')
    .attach('app', { tgw: 'hub', vpc: 'app', subnets: ['app'] })

const asked = 'tgw-hub: Accounts that share this gateway attach themselves to it, and nobody here is asked.'
const setting = '  tgw-hub accepts shared attachments by itself'
const member = '  tgw-attach-app attaches vpc-app of account 222222222222'

testRule(rule, {
  accepts: {
    'a gateway that asks': hub(),
    'a gateway that asks, with attachments of others': joined({}),
  },
  flags: {
    'a gateway that does not ask': { given: hub({ Options: OPEN }), finds: [asked, setting] },
    'a gateway that only its own account uses': {
      given: own({ Options: FLAT }),
      finds: [asked, setting],
    },
    'a gateway that others have joined, with propagation by default': {
      given: joined({ Options: FLAT }),
      finds: [
        'tgw-hub: Accounts that share this gateway attach themselves without being asked, and their routes are in its default table at once: 222222222222 did already. [high]',
        setting,
        member,
      ],
    },
    'a gateway that others have joined, whose routes nobody learns by default': {
      given: joined({ Options: OPEN }),
      finds: [asked, setting, member],
    },
    'a gateway that others have left': {
      given: joined({ Options: FLAT }, { State: 'deleted' }),
      finds: [asked, setting],
    },
    'a gateway that is peered with one of another account, which is accepted by hand': {
      given: hub({ Options: FLAT }).peerTransitGateways(
        'far',
        { tgw: 'hub', table: 'hub' },
        account({ id: '222222222222', region: 'eu-west-1' }),
        { tgw: 'far', table: 'far' },
      ),
      finds: [asked, setting],
    },
    'a gateway whose attachments were not read': {
      given: joined({ Options: FLAT }).unread('transitGatewayAttachments'),
      finds: [asked, setting],
    },
    'a gateway that is being changed': {
      given: hub({ Options: OPEN, State: 'modifying' }),
      finds: [asked, setting],
    },
  },
  ignores: {
    "another account's gateway": account().transitGateway('hub', { OwnerId: '222222222222', Options: OPEN }),
    'a gateway that is being deleted': hub({ Options: OPEN, State: 'deleting' }),
    'a gateway that is being made': hub({ Options: OPEN, State: 'pending' }),
  },
  unknown: {
    'an answer without options': {
      given: hub({ Options: undefined }),
      says: ['tgw-hub: its state or its options are not in the answer'],
    },
    'an answer without its state': {
      given: hub({ State: undefined }),
      says: ['tgw-hub: its state or its options are not in the answer'],
    },
  },
})
