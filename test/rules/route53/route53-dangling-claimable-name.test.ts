import rule from '../../../rules/route53/route53-dangling-claimable-name.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import {
  type RecordItem,
  ZONE,
  address,
  alias,
  cname,
  elb,
  serviceZone,
  zone,
} from '../../support/records.ts'
import { testRule } from '../../support/test-rule.ts'

const WEBSITE = 's3-website-us-east-1.amazonaws.com'
const NONE = { name: 'NoSuchBucket', message: 'The specified bucket does not exist' }
const website = (more: RecordItem = {}): RecordItem => alias(`${WEBSITE}.`, more, 'Z3AQBSTGFYJSTF')
const without = (given: Account, Bucket = 'www.example.com'): Account =>
  given.refused('bucketLocations', { Bucket }, NONE)
const environment = (CNAME: string, Status: 'Ready' | 'Terminating' = 'Ready') =>
  ({ EnvironmentId: 'e-1', EnvironmentName: 'shop', CNAME, Status }) as const
const SHOP = 'shop.eu-west-1.elasticbeanstalk.com'
const id = `${ZONE}/www.example.com./A`
const byName = `${ZONE}/www.example.com./CNAME`

testRule(rule, {
  accepts: {
    'a website bucket of the name': zone(website()),
    'a bucket behind a canonical name': zone(cname('www.example.com.s3.eu-west-1.amazonaws.com')),
    'a canonical name of another bucket, where S3 finds one of the name of the record': zone(
      cname('media.s3.amazonaws.com'),
    ),
    'an environment': zone(alias(SHOP)).add('beanstalkEnvironments', environment(SHOP)),
    'an environment in another account, in another spelling': [
      zone(cname('Shop.eu-west-1.elasticbeanstalk.com.')),
      account({ id: '222222222222' }).add('beanstalkEnvironments', environment(SHOP)),
    ],
  },
  flags: {
    'a website bucket that does not exist': {
      given: without(zone(website())),
      finds: [
        `${id}: www.example.com leads to S3, and there is no bucket www.example.com: anybody can make one and answer under your name.`,
        `  ${id} leads to ${WEBSITE}, and there is no bucket www.example.com`,
      ],
    },
    'a canonical name of a bucket that exists, where none has the name of the record': {
      given: without(zone(cname('media.s3.amazonaws.com'))),
      finds: [
        `${byName}: www.example.com leads to S3, and there is no bucket www.example.com: anybody can make one and answer under your name.`,
        `  ${byName} leads to media.s3.amazonaws.com, and there is no bucket www.example.com`,
      ],
    },
    'a wildcard, which answers for buckets that anybody can make': {
      given: zone(website({ Name: '\\052.example.com.' })),
      finds: [
        `${ZONE}/\\052.example.com./A: *.example.com leads to S3, and it answers for any name, so for names of buckets that do not exist: anybody can make one and answer under your name.`,
        `  ${ZONE}/\\052.example.com./A leads to ${WEBSITE}, and it answers for any name, so for names of buckets that do not exist`,
      ],
    },
  },
  ignores: {
    'a load balancer': zone(alias(elb('s3'))),
    'an address': zone(address('192.0.2.1')),
    'a name that no bucket can have': without(
      zone(website({ Name: '_acme.example.com.' })),
      '_acme.example.com',
    ),
    'a private zone whose bucket exists': account().privateZone('example.com', [], [website()], {
      id: 'example.com',
    }),
    'a private zone': without(account().privateZone('example.com', [], [website()], { id: 'example.com' })),
    'a zone that a service manages': without(serviceZone(website())),
    'an access point, which nobody else can have': zone(
      cname('shop-111111111111.s3-accesspoint.us-east-1.amazonaws.com'),
    ),
  },
  unknown: {
    'a bucket of somebody, that S3 says no more of': {
      given: zone(website()).refused(
        'bucketLocations',
        { Bucket: 'www.example.com' },
        { name: 'AccessDenied', message: 'Access Denied' },
      ),
      says: [
        `${id}: S3 refuses to say more of the bucket www.example.com: it is another account's, or the question is not allowed`,
      ],
    },
    'buckets that were not read': {
      given: zone(website()).unread('bucketLocations', DENIED),
      says: [`${id}: whether there is a bucket www.example.com was not read`],
    },
    'an environment that nothing read is': {
      given: zone(alias(SHOP)),
      says: [
        `${id}: no environment that was read has the name ${SHOP}: aws elasticbeanstalk check-dns-availability --cname-prefix shop --region eu-west-1 tells whether anybody can have it`,
      ],
    },
    'one that is on its way out': {
      given: zone(cname('shop.elasticbeanstalk.com')).add(
        'beanstalkEnvironments',
        environment('shop.elasticbeanstalk.com', 'Terminating'),
      ),
      says: [
        `${byName}: no environment that was read has the name shop.elasticbeanstalk.com: aws elasticbeanstalk check-dns-availability --cname-prefix shop --region us-east-1 tells whether anybody can have it`,
      ],
    },
    'a zone that does not say whether it is public': {
      given: without(account().hostedZone('example.com', [website()], { Config: {} })),
      says: [`${id}: whether its zone is public is not in the answer`],
    },
  },
})
