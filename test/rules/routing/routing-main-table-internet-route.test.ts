import rule from '../../../rules/routing/routing-main-table-internet-route.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const viaIgw = { '0.0.0.0/0': 'igw' }
const says = 'rtb-main-shop: Each subnet of vpc-shop without a route table of its own is public'
const tail = ': this main table leads to igw-shop.'
const route = '  rtb-main-shop is the main table and routes 0.0.0.0/0 to igw-shop'

testRule(rule, {
  accepts: {
    'a main table with local routes only': account().vpc('shop').subnet('web', { routes: viaIgw }),
    'a main table that leads to a NAT gateway': account().vpc('shop', { routes: { '0.0.0.0/0': 'nat-a' } }),
    'a main table that leads to a transit gateway': account().vpc('shop', {
      routes: { '0.0.0.0/0': 'tgw-hub' },
    }),
    'one public network alone, which opens nothing else': account().vpc('shop', {
      routes: { '203.0.113.0/24': 'igw' },
    }),
    'a route that is dead': account().vpc('shop', { routes: { '0.0.0.0/0': '!igw-old' } }),
  },
  flags: {
    'a main table that leads to the internet': {
      given: account().vpc('shop', { routes: viaIgw }).subnet('web', { routes: viaIgw }),
      finds: [`${says}${tail}`, route],
    },
    'one that a subnet with workloads relies on': {
      given: account().vpc('shop', { routes: viaIgw }).subnet('web'),
      finds: [
        `${says}, as one with workloads is today${tail} [high]`,
        route,
        '  subnet-web has no route table of its own, and workloads',
      ],
    },
    'one that a subnet names by itself, which is a decision': {
      given: account().vpc('shop', { routes: viaIgw }).subnet('web', { sharesTableOf: 'main-shop' }),
      finds: [`${says}${tail}`, route],
    },
    'IPv6 alone': {
      given: account().vpc('shop', { ipv6: '2600:1f18::/56', routes: { '::/0': 'igw' } }),
      finds: [`${says}${tail}`, '  rtb-main-shop is the main table and routes ::/0 to igw-shop'],
    },
    'a default route in two halves': {
      given: account().vpc('shop', { routes: { '0.0.0.0/1': 'igw', '128.0.0.0/1': 'igw' } }),
      finds: [
        `${says}${tail}`,
        '  rtb-main-shop is the main table and routes 0.0.0.0/1 to igw-shop',
        '  rtb-main-shop is the main table and routes 128.0.0.0/1 to igw-shop',
      ],
    },
  },
  ignores: {
    'the default VPC, which is public by design': account().vpc(
      'shop',
      { routes: viaIgw },
      { IsDefault: true },
    ),
    'a VPC that another account shares': account().vpc(
      'shop',
      { routes: viaIgw },
      { OwnerId: '222222222222' },
    ),
  },
  unknown: {
    'a prefix list that may hold the default route': {
      given: account()
        .vpc('shop', { routes: { 'pl-all': 'igw' } })
        .unread('prefixListEntries'),
      says: ['vpc-shop: the entries of pl-all, a destination in rtb-main-shop, were not read'],
    },
    'a VPC that may be the default one': {
      given: account().vpc('shop', { routes: viaIgw }, { IsDefault: undefined }),
      says: [
        'rtb-main-shop: whether its VPC is the default one, or the state of its route, is not in the answer',
      ],
    },
  },
})
