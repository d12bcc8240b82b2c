import rule from '../../../rules/vpc/vpc-cidr-public-or-reserved.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const shop = (cidr: string, fields: object = {}): Account => account().vpc('shop', { cidr }, fields)
const block = (CidrBlock: string, State = 'associated'): object => ({ CidrBlock, CidrBlockState: { State } })
const others = (text: string): string =>
  `vpc-shop: This VPC cannot reach those on the internet who have ${text}: the block is public, and none that was brought to AWS here.`

testRule(rule, {
  accepts: {
    'a private block': shop('10.0.0.0/16'),
    'shared address space, for pods': shop('100.64.0.0/16'),
    'the range for benchmarks': shop('198.19.0.0/16'),
    'the default VPC': shop('172.31.0.0/16', { IsDefault: true }),
    'a public range that the account brought': shop('203.0.113.0/24').add('byoipCidrs', {
      Cidr: '203.0.112.0/22',
    }),
    'a public block that was taken away': shop('10.0.0.0/16', {
      CidrBlockAssociationSet: [block('10.0.0.0/16'), block('52.0.0.0/16', 'disassociated')],
    }),
    'a public range that another account of the audit brought': [
      shop('203.0.113.0/24'),
      account({ id: '222222222222' }).add('byoipCidrs', { Cidr: '203.0.113.0/24' }),
    ],
  },
  flags: {
    "somebody else's range": {
      given: shop('52.0.0.0/16'),
      finds: [others('52.0.0.0/16'), '  vpc-shop has the block 52.0.0.0/16'],
    },
    'a block that ends behind the private range': {
      given: shop('172.32.0.0/16'),
      finds: [others('172.32.0.0/16'), '  vpc-shop has the block 172.32.0.0/16'],
    },
    'a second block': {
      given: shop('10.0.0.0/16', { CidrBlockAssociationSet: [block('10.0.0.0/16'), block('52.0.0.0/16')] }),
      finds: [others('52.0.0.0/16'), '  vpc-shop has the block 52.0.0.0/16'],
    },
    'the range of container bridges, as information': {
      given: shop('172.17.0.0/20'),
      finds: [
        'vpc-shop: Container hosts and some AWS services cannot answer to this VPC: 172.17.0.0/20 lies where they have a bridge of their own, 172.17.0.0/16. [info]',
        '  vpc-shop has the block 172.17.0.0/20',
      ],
    },
  },
  ignores: {
    'a VPC that another account shares': shop('52.0.0.0/16', { OwnerId: '222222222222' }),
  },
  unknown: {
    'a public block that may have been taken away': {
      given: shop('10.0.0.0/16', {
        CidrBlockAssociationSet: [block('10.0.0.0/16'), { CidrBlock: '52.0.0.0/16' }],
      }),
      says: ['vpc-shop: whether it still has 52.0.0.0/16 (CidrBlockState) is not in the answer'],
    },
    'ranges that were not read': {
      given: shop('52.0.0.0/16').unread('byoipCidrs'),
      says: [
        'vpc-shop: whether 52.0.0.0/16, which is public, was brought to AWS by this account was not read',
      ],
    },
    'blocks that are not in the answer': {
      given: shop('10.0.0.0/16', { CidrBlockAssociationSet: undefined }),
      says: ['vpc-shop: its blocks (CidrBlockAssociationSet) are not in the answer'],
    },
  },
})
