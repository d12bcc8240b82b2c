import rule from '../../../rules/vpc/vpc-cidr-overlap.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const two = (a: string, b: string): Account => account().vpc('a', { cidr: a }).vpc('b', { cidr: b })
const more = (given: Account, cidr: string, State: 'associated' | 'disassociated' = 'associated'): Account =>
  given.vpc(
    'c',
    { cidr: '10.9.0.0/16' },
    {
      CidrBlockAssociationSet: [
        { CidrBlock: '10.9.0.0/16', CidrBlockState: { State: 'associated' } },
        { CidrBlock: cidr, CidrBlockState: { State } },
      ],
    },
  )
const alone = (a: string, b: string, block: string): string =>
  `${a}: ${block} of this VPC is in ${b}, too: no route can lead to both, so they can never be joined.`
const site = (prefixes: readonly string[]): Account =>
  account().vpc('a', { cidr: '10.1.0.0/16' }).vpnGateway('hq', 'a').staticVpn('hq', 'hq', prefixes)

testRule(rule, {
  accepts: {
    'blocks of their own': two('10.0.0.0/16', '10.1.0.0/16'),
    'a block that was taken away': more(two('10.0.0.0/16', '10.1.0.0/16'), '10.1.0.0/16', 'disassociated'),
    'addresses of pods, which nobody routes': more(
      account().vpc(
        'a',
        { cidr: '10.1.0.0/16' },
        {
          CidrBlockAssociationSet: [
            { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' } },
            { CidrBlock: '100.64.0.0/16', CidrBlockState: { State: 'associated' } },
          ],
        },
      ),
      '100.64.0.0/16',
    ),
    'a summary of the site, which holds what AWS has': site(['10.0.0.0/8', '10.0.0.0/12']),
    'a site with addresses of its own': site(['192.168.0.0/16']),
    'VPCs on one transit gateway, of which another rule tells': two('10.0.0.0/16', '10.0.0.0/16')
      .vpc('x', { cidr: '10.8.0.0/16' })
      .transitGateway('hub')
      .attach('a', { tgw: 'hub', vpc: 'a', subnets: [] })
      .attach('b', { tgw: 'hub', vpc: 'b', subnets: [] }),
  },
  ignores: {
    'default VPCs where nothing runs': account()
      .vpc('a', { cidr: '172.31.0.0/16' }, { IsDefault: true })
      .vpc('b', { cidr: '172.31.0.0/16' }, { IsDefault: true }),
  },
  flags: {
    'the same block, as information while nothing is joined': {
      given: two('10.0.0.0/16', '10.0.0.0/16'),
      finds: [
        `${alone('vpc-a', 'vpc-b', '10.0.0.0/16')} [info]`,
        '  vpc-b has 10.0.0.0/16, and vpc-a has 10.0.0.0/16',
        `${alone('vpc-b', 'vpc-a', '10.0.0.0/16')} [info]`,
        '  vpc-a has 10.0.0.0/16, and vpc-b has 10.0.0.0/16',
      ],
    },
    'a part of the block, of a VPC that is joined to others': {
      given: two('10.0.0.0/16', '10.0.64.0/20').vpnGateway('hq', 'a'),
      finds: [
        alone('vpc-a', 'vpc-b', '10.0.64.0/20'),
        '  vpc-b has 10.0.64.0/20, and vpc-a has 10.0.0.0/16',
        alone('vpc-b', 'vpc-a', '10.0.64.0/20'),
        '  vpc-a has 10.0.0.0/16, and vpc-b has 10.0.64.0/20',
      ],
    },
    'a site that somebody wrote down': {
      given: site(['10.1.4.0/24']),
      finds: [
        alone('vpc-a', 'vpn-hq', '10.1.4.0/24'),
        '  vpn-hq routes 10.1.4.0/24, and vpc-a has 10.1.0.0/16',
      ],
    },
    'a VPC of another account': {
      given: [
        account().vpc('a', { cidr: '10.0.0.0/16' }),
        account({ id: '222222222222' }).vpc('z', { cidr: '10.0.0.0/16' }),
      ],
      finds: [
        `${alone('vpc-a', 'vpc-z', '10.0.0.0/16')} [info]`,
        '  vpc-z has 10.0.0.0/16, and vpc-a has 10.0.0.0/16',
        `${alone('vpc-z', 'vpc-a', '10.0.0.0/16')} [info]`,
        '  vpc-a has 10.0.0.0/16, and vpc-z has 10.0.0.0/16',
      ],
    },
  },
  unknown: {
    'a VPC without blocks in the answer': {
      given: account().vpc('a', {}, { CidrBlock: undefined, CidrBlockAssociationSet: undefined }),
      says: ['vpc-a: its blocks are not in the answer'],
    },
  },
})
