import rule from '../../../rules/security-group/security-group-stale-reference.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const pair = { GroupId: 'sg-app', UserId: '222222222222', VpcPeeringConnectionId: 'pcx-hub' }
const permission = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [pair] }
const db = (): Account =>
  account()
    .vpc('shop')
    .securityGroup('db', [], { IpPermissions: [permission] })
const stale = (given: Account, more: object): Account =>
  given.add(
    'staleSecurityGroups',
    { GroupId: 'sg-db', GroupName: 'db', VpcId: 'vpc-shop', ...more },
    { VpcId: 'vpc-shop' },
  )

testRule(rule, {
  accepts: { 'a group that names a group of a peer, which is there': db() },
  flags: {
    'an inbound rule': {
      given: stale(db(), { StaleIpPermissions: [permission] }),
      finds: [
        'sg-db: Rules of this group admit nobody any more: they name sg-app, which is gone or no longer peered.',
        '  sg-db names sg-app for inbound TCP 5432',
      ],
    },
    'rules in both directions': {
      given: stale(db(), {
        StaleIpPermissions: [permission],
        StaleIpPermissionsEgress: [
          { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-old', UserId: '222222222222' }] },
        ],
      }),
      finds: [
        'sg-db: Rules of this group admit nobody any more: they name sg-app, sg-old, which are gone or no longer peered.',
        '  sg-db names sg-app for inbound TCP 5432',
        '  sg-db names sg-old for outbound all traffic',
      ],
    },
  },
  ignores: {
    'a group that names none of a peer': account().vpc('shop').securityGroup('db', ['tcp 5432 sg-app']),
  },
  unknown: {
    'a VPC of another account, which alone is told': {
      given: account()
        .vpc('shop', {}, { OwnerId: '222222222222' })
        .securityGroup('db', [], { IpPermissions: [permission] }),
      says: ['sg-db: the stale rules of vpc-shop were not read'],
    },
  },
})
