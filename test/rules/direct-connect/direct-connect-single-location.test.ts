import rule from '../../../rules/direct-connect/direct-connect-single-location.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

type Fields = Parameters<Account['virtualInterface']>[2]

/** Lines from the head office and a data centre to a Direct Connect gateway, behind which is a transit gateway. */
const lines = (
  places: readonly string[],
  fields: readonly Fields[] = [],
  given = account().transitGateway('hub').directConnectGateway('corp'),
): Account => {
  places.forEach((place, index) => {
    given.directConnect(`line-${index}`, place)
    given.virtualInterface(`line-${index}`, { on: `dxcon-line-${index}`, to: 'corp' }, fields[index])
  })
  return given.associateDirectConnect('corp', 'tgw-hub')
}
/** One line on each of two Direct Connect gateways, both of which lead to the same transit gateway. */
const twoGateways = (second: string): Account =>
  lines(['EqDC2'])
    .directConnectGateway('more')
    .directConnect('more', second)
    .virtualInterface('more', { on: 'dxcon-more', to: 'more' })
    .associateDirectConnect('more', 'tgw-hub')
const toPrivate = (...places: readonly string[]): Account => {
  const given = account().vpc('shop').vpnGateway('shop', 'shop')
  places.forEach((place, index) => {
    given.directConnect(`line-${index}`, place)
    given.virtualInterface(`line-${index}`, { on: `dxcon-line-${index}`, to: 'vgw-shop' })
  })
  return given
}
/** Two regions list the same Direct Connect gateway; one line ends in each. */
const overRegions = (place: string): readonly [Account, Account] => {
  const ireland = account({ region: 'eu-west-1' })
  const virginia = lines(
    ['EqDC2'],
    [],
    account().sharesDirectConnectWith(ireland).transitGateway('hub').directConnectGateway('corp'),
  )
  ireland.directConnect('eu', place).virtualInterface('eu', { on: 'dxcon-eu', to: 'corp' })
  return [virginia, ireland]
}
const attachedElsewhere = (given: Account): Account => {
  account({ id: '222222222222' })
    .directConnect('dc', 'CS32A')
    .virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' }, {}, given)
  return given
}

const only = (id: string, by: string): string =>
  `${id}: Sites reach this gateway through EqDC2 only, by ${by}: when that location fails, so does Direct Connect to it.`
const line = (index: number): string => `  dxvif-line-${index} is available in EqDC2, on dxcon-line-${index}`
const fact = '  dxgw-corp is reached through EqDC2 only'

testRule(rule, {
  accepts: {
    'lines in two locations': lines(['EqDC2', 'CS32A']),
    'lines of two regions, counted together': overRegions('EirCL'),
    'lines of two accounts, counted together': [
      attachedElsewhere(lines(['EqDC2'])),
      account({ id: '222222222222' })
        .directConnect('dc', 'CS32A')
        .virtualInterface(
          'dc',
          { on: 'dxcon-dc' },
          { virtualInterfaceType: 'private', directConnectGatewayId: 'dxgw-corp' },
        ),
    ],
    'a line that is out for a failover test': lines(
      ['EqDC2', 'CS32A'],
      [{}, { virtualInterfaceState: 'testing' }],
    ),
    'two Direct Connect gateways with a location each, to one transit gateway': twoGateways('CS32A'),
    'lines in two locations to a virtual private gateway': toPrivate('EqDC2', 'CS32A'),
    'a virtual private gateway that another location reaches by a Direct Connect gateway': toPrivate('EqDC2')
      .directConnectGateway('corp')
      .directConnect('dc', 'CS32A')
      .virtualInterface('dc', { on: 'dxcon-dc', to: 'corp' })
      .associateDirectConnect('corp', 'vgw-shop'),
  },
  flags: {
    'one line': {
      given: lines(['EqDC2']),
      finds: [only('dxgw-corp', 'one virtual interface'), fact, line(0)],
    },
    'two lines in one location': {
      given: lines(['EqDC2', 'EqDC2']),
      finds: [only('dxgw-corp', '2 connections on 2 devices'), fact, line(0), line(1)],
    },
    'two lines on one device': {
      given: lines(['EqDC2', 'EqDC2'], [{ awsLogicalDeviceId: 'd1' }, { awsLogicalDeviceId: 'd1' }]),
      finds: [only('dxgw-corp', '2 connections on one device'), fact, line(0), line(1)],
    },
    'two interfaces on one connection': {
      given: lines(['EqDC2', 'EqDC2'], [{}, { connectionId: 'dxcon-line-0' }]),
      finds: [
        only('dxgw-corp', '2 virtual interfaces on one connection'),
        fact,
        line(0),
        '  dxvif-line-1 is available in EqDC2, on dxcon-line-0',
      ],
    },
    'a second location whose interface is down': {
      given: lines(['EqDC2', 'CS32A'], [{}, { virtualInterfaceState: 'down' }]),
      finds: [
        only('dxgw-corp', 'one virtual interface').replace(/\.$/, ' (dxvif-line-1 in CS32A is down).'),
        fact,
        line(0),
      ],
    },
    'one location in two regions, once': {
      given: overRegions('EqDC2'),
      finds: [
        only('dxgw-corp', '2 connections on 2 devices'),
        fact,
        '  dxvif-eu is available in EqDC2, on dxcon-eu',
        line(0),
      ],
    },
    'two Direct Connect gateways in the same location': {
      given: twoGateways('EqDC2'),
      finds: [
        only('dxgw-corp', 'one virtual interface'),
        fact,
        line(0),
        only('dxgw-more', 'one virtual interface'),
        '  dxgw-more is reached through EqDC2 only',
        '  dxvif-more is available in EqDC2, on dxcon-more',
      ],
    },
    'a virtual private gateway': {
      given: toPrivate('EqDC2'),
      finds: [only('vgw-shop', 'one virtual interface'), '  vgw-shop is reached through EqDC2 only', line(0)],
    },
    'a test environment, as information only': {
      given: lines(
        ['EqDC2'],
        [],
        account()
          .transitGateway('hub')
          .directConnectGateway('corp', { tags: [{ key: 'env', value: 'test' }] }),
      ),
      finds: [`${only('dxgw-corp', 'one virtual interface')} [info]`, fact, line(0)],
    },
  },
  ignores: {
    'a gateway without interfaces': lines([]),
    'a gateway whose only interface is down, which its own rule says': lines(
      ['EqDC2'],
      [{ virtualInterfaceState: 'down' }],
    ),
    'a gateway with nothing behind it': account()
      .directConnectGateway('corp')
      .directConnect('hq', 'EqDC2')
      .virtualInterface('hq', { on: 'dxcon-hq', to: 'corp' }),
    'a gateway that is being deleted': lines(
      ['EqDC2'],
      [],
      account().transitGateway('hub').directConnectGateway('corp', { directConnectGatewayState: 'deleting' }),
    ),
    'a public interface': account().directConnect('hq', 'EqDC2').virtualInterface('s3', { on: 'dxcon-hq' }),
    'a virtual private gateway without Direct Connect': account().vpc('shop').vpnGateway('shop', 'shop'),
  },
  unknown: {
    'interfaces of an account that was not read': {
      given: attachedElsewhere(lines(['EqDC2'])),
      says: ['dxgw-corp: dxvif-dc in account 222222222222, us-east-1, was not read'],
    },
    'a transit gateway of an account that was not read': {
      given: lines(['EqDC2'], [], account().directConnectGateway('corp')),
      says: ['dxgw-corp: whether tgw-hub is reached through another location was not read'],
    },
    'associations that were not read': {
      given: lines(['EqDC2']).unread('directConnectGatewayAssociations'),
      says: ['dxgw-corp: the gateways that are associated with it were not read'],
    },
    'an interface whose state is not known': {
      given: lines(['EqDC2', 'CS32A'], [{}, { virtualInterfaceState: 'unknown' }]),
      says: ['dxgw-corp: whether dxvif-line-1 is up is not in the answer'],
    },
  },
})
