import rule from '../../../rules/route53/route53-dangling-aws-endpoint.ts'
import { type Account, DENIED, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const alias = (DNSName: string, HostedZoneId = 'Z35SXDOTRQ7X7K'): Item<'resourceRecordSets'> => ({
  Name: 'www.example.com.',
  Type: 'A',
  AliasTarget: { DNSName, HostedZoneId, EvaluateTargetHealth: true },
})
const cname = (Value: string): Item<'resourceRecordSets'> => ({
  Name: 'www.example.com.',
  Type: 'CNAME',
  TTL: 60,
  ResourceRecords: [{ Value }],
})
const names = (record: Item<'resourceRecordSets'>, builder = account()): Account =>
  builder.vpc('shop').loadBalancer('web').hostedZone('example.com', [record])

const WEB = 'web-123456789.us-east-1.elb.amazonaws.com'
const GONE = 'old-123456789.us-east-1.elb.amazonaws.com'
const id = 'ZEXAMPLECOM/www.example.com./A'
const accelerator = {
  AcceleratorArn: 'arn:aws:globalaccelerator::111111111111:accelerator/1',
  DnsName: 'a1.awsglobalaccelerator.com',
}
const endpoint = {
  VpcEndpointId: 'vpce-0abc',
  VpcId: 'vpc-shop',
  ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1',
  VpcEndpointType: 'Interface',
  State: 'Available',
} as const

testRule(rule, {
  accepts: {
    'a load balancer': names(alias(`${WEB}.`)),
    'a load balancer by another of its names': names(
      alias(`dualstack.WEB-123456789.us-east-1.elb.amazonaws.com.`),
    ),
    'a canonical name': names(cname(WEB)),
    'a load balancer of another account': [
      account({ id: '222222222222' }).hostedZone('example.com', [alias(WEB)]),
      account().vpc('shop').loadBalancer('web'),
    ],
    'a classic load balancer': names(alias('clb-1.us-east-1.elb.amazonaws.com')).add('classicLoadBalancers', {
      LoadBalancerName: 'clb',
      DNSName: 'clb-1.us-east-1.elb.amazonaws.com',
    }),
    'a network load balancer by the name of its zone': names(
      cname('us-east-1a.mail-0123456789abcdef.elb.us-east-1.amazonaws.com'),
    ).loadBalancer('mail', { type: 'network' }),
    'a distribution': names(alias('e1.cloudfront.net')).distribution('E1'),
    'an accelerator': names(alias('a1.dualstack.awsglobalaccelerator.com')).add('accelerators', accelerator),
    'a custom routing accelerator': names(alias('a1.awsglobalaccelerator.com')).add(
      'customRoutingAccelerators',
      accelerator,
    ),
    'a VPC endpoint': names(alias('vpce-0abc-x1.ec2.us-east-1.vpce.amazonaws.com')).add(
      'vpcEndpoints',
      endpoint,
    ),
  },
  flags: {
    'a load balancer that is gone': {
      given: names(alias(`dualstack.${GONE}.`)),
      finds: [
        `${id}: www.example.com points at dualstack.${GONE}, which is the name of no load balancer in us-east-1 of 111111111111: unless it is one of an account that was not audited, who asks gets no address.`,
        `  ${id} points at dualstack.${GONE}`,
      ],
    },
    'a canonical name, where two accounts were searched': {
      given: [names(cname(GONE)), account({ id: '222222222222' }).vpc('shop').loadBalancer('api')],
      finds: [
        `ZEXAMPLECOM/www.example.com./CNAME: www.example.com points at ${GONE}, which is the name of no load balancer in us-east-1 of 111111111111, 222222222222: unless it is one of an account that was not audited, who asks gets no address.`,
        `  ZEXAMPLECOM/www.example.com./CNAME points at ${GONE}`,
      ],
    },
    'an accelerator that is gone': {
      given: names(alias('a2.awsglobalaccelerator.com')).add('accelerators', accelerator),
      finds: [
        `${id}: www.example.com points at a2.awsglobalaccelerator.com, which is the name of no accelerator in 111111111111: unless it is one of an account that was not audited, who asks gets no address.`,
        `  ${id} points at a2.awsglobalaccelerator.com`,
      ],
    },
    'a VPC endpoint that is gone': {
      given: names(alias('vpce-0def-x1.ec2.us-east-1.vpce.amazonaws.com')).add('vpcEndpoints', endpoint),
      finds: [
        `${id}: www.example.com points at vpce-0def-x1.ec2.us-east-1.vpce.amazonaws.com, which is the name of no VPC endpoint in us-east-1 of 111111111111: unless it is one of an account that was not audited, who asks gets no address.`,
        `  ${id} points at vpce-0def-x1.ec2.us-east-1.vpce.amazonaws.com`,
      ],
    },
  },
  ignores: {
    'an alias to a record of the zone': names(alias('api.example.com.', 'ZEXAMPLECOM')),
    'an address': names({ Name: 'www.example.com.', Type: 'A', ResourceRecords: [{ Value: '192.0.2.1' }] }),
    'a text that mentions a load balancer': names({
      Name: 'www.example.com.',
      Type: 'TXT',
      ResourceRecords: [{ Value: `"${GONE}"` }],
    }),
    'a bucket': names(alias('s3-website-us-east-1.amazonaws.com.')),
    'a name outside of AWS': names(cname('shop.example.net')),
    'a zone that a service manages': account()
      .vpc('shop')
      .loadBalancer('web')
      .hostedZone('example.com', [alias(GONE)], {
        LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
      }),
  },
  unknown: {
    'a region that was not audited': {
      given: names(alias('web-1.eu-west-1.elb.amazonaws.com')),
      says: [
        `${id}: it points at web-1.eu-west-1.elb.amazonaws.com: no load balancer that was read has its name, but those in eu-west-1 were not read in 111111111111`,
      ],
    },
    'classic load balancers that were not read': {
      given: names(alias(GONE)).unread('classicLoadBalancers'),
      says: [
        `${id}: it points at ${GONE}: no load balancer that was read has its name, but those in us-east-1 were not read in 111111111111`,
      ],
    },
    'an account of which load balancers could not be read, though in another region': {
      given: [names(alias(GONE)), account({ region: 'eu-west-1' }).unread('loadBalancers', DENIED)],
      says: [
        `${id}: it points at ${GONE}: no load balancer that was read has its name, but not all accounts and regions could be read`,
      ],
    },
    'an account without load balancers, such as one for names only': {
      given: account().hostedZone('example.com', [alias(GONE)]),
      says: [
        `${id}: it points at ${GONE}: the audited accounts have no load balancer in us-east-1: it may be one of an account that was not audited`,
      ],
    },
    "a name of CloudFront's, which APIs have, too": {
      given: names(alias('d9.cloudfront.net')).distribution('E1'),
      says: [
        `${id}: it points at d9.cloudfront.net: no distribution that was read has the name d9.cloudfront.net; an API, a connection group or another account may`,
      ],
    },
    'an API': {
      given: names(alias('d-abc.execute-api.us-east-1.amazonaws.com')),
      says: [
        `${id}: it points at d-abc.execute-api.us-east-1.amazonaws.com: whether it exists is known to API Gateway only, which is not read`,
      ],
    },
  },
})
