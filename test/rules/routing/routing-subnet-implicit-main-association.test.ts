import rule from '../../../rules/routing/routing-subnet-implicit-main-association.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const says =
  'subnet-app: Whoever changes the main route table rtb-main-shop changes the routes of this subnet: it has no table of its own.'

testRule(rule, {
  accepts: {
    'a subnet with a table of its own': account().vpc('shop').subnet('app', { routes: {} }),
    'a subnet that names the main table': account().vpc('shop').subnet('app', { sharesTableOf: 'main-shop' }),
  },
  flags: {
    'a subnet that names no table': {
      given: account()
        .vpc('shop', { routes: { '0.0.0.0/0': 'nat-a' } })
        .subnet('app'),
      finds: [says, '  rtb-main-shop is the main route table and leads to nat-a'],
    },
    'one beside another VPC whose main table it does not use': {
      given: account().vpc('other').vpc('shop').subnet('app'),
      finds: [says, '  rtb-main-shop is the main route table and leads nowhere by default'],
    },
    'a subnet where nothing is, as information only': {
      given: account().vpc('shop').subnet('app', { empty: true }),
      finds: [`${says} [info]`, '  rtb-main-shop is the main route table and leads nowhere by default'],
    },
  },
  ignores: {
    'the default VPC': account().vpc('shop', {}, { IsDefault: true }).subnet('app'),
    'a subnet that another account shares': account()
      .vpc('shop')
      .subnet('app', {}, { OwnerId: '222222222222' }),
  },
  unknown: {
    'a VPC that may be the default one': {
      given: account().vpc('shop', {}, { IsDefault: undefined }).subnet('app'),
      says: ['subnet-app: vpc-shop was not read'],
    },
  },
})
