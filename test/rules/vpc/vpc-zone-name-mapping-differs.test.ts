import rule from '../../../rules/vpc/vpc-zone-name-mapping-differs.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OTHER = '222222222222'
/** An account that calls the zones `use1-az1` … in this order a, b. */
const zones = (given: Account, ids: readonly string[]): Account => {
  ids.forEach((ZoneId, index) =>
    given.add('availabilityZones', {
      ZoneName: `us-east-1${'abc'[index]}`,
      ZoneId,
      ZoneType: 'availability-zone',
    }),
  )
  return given
}
const here = (): Account => zones(account(), ['use1-az1', 'use1-az2'])
const there = (ids = ['use1-az2', 'use1-az1']): Account => zones(account({ id: OTHER }), ids)
const sharing = (given: Account): Account =>
  given.add('subnets', {
    SubnetId: 'subnet-theirs',
    VpcId: 'vpc-theirs',
    OwnerId: OTHER,
    CidrBlock: '10.0.0.0/24',
  })
const found = [
  '111111111111: us-east-1a, us-east-1b are other buildings in account 222222222222, with which this one shares a network: plans that go by zone names may double a zone or split a pair.',
  '  use1-az1 is us-east-1a here, and use1-az2 is us-east-1a in 222222222222',
  '  use1-az2 is us-east-1b here, and use1-az1 is us-east-1b in 222222222222',
]

testRule(rule, {
  accepts: {
    'two accounts with the same names': [sharing(here()), there(['use1-az1', 'use1-az2'])],
  },
  ignores: {
    'two accounts with nothing in common': [here(), there()],
    'one account': zones(account(), ['use1-az1']).vpc('shop').subnet('app'),
  },
  flags: {
    'an account that uses a subnet of the other': { given: [sharing(here()), there()], finds: found },
    'two accounts on one transit gateway, told once': {
      given: [
        here(),
        there().add('transitGatewayAttachments', {
          TransitGatewayAttachmentId: 'tgw-attach-1',
          TransitGatewayId: 'tgw-hub',
          TransitGatewayOwnerId: OTHER,
          ResourceOwnerId: '111111111111',
          ResourceType: 'vpc',
          ResourceId: 'vpc-shop',
          State: 'available',
        }),
      ],
      finds: found,
    },
  },
  unknown: {
    'an account that was not audited': {
      given: sharing(here()),
      says: ['111111111111: how account 222222222222 calls the zones of us-east-1 was not read'],
    },
  },
})
