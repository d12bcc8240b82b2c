import rule from '../../../rules/endpoint/endpoint-policy-full-access.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const FULL = {
  PolicyDocument: JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  }),
}
const shop = (): Account => account().vpc('shop').subnet('app')
const s3 = (fields: object = {}): Account => shop().gatewayEndpoint('s3', [], fields)
const toService = (service: string, supported: boolean | undefined, fields: object = FULL): Account => {
  const given = shop().interfaceEndpoint('x', service, { subnets: ['app'] }, fields)
  return supported === undefined
    ? given
    : given.add('vpcEndpointServices', {
        ServiceName: `com.amazonaws.us-east-1.${service}`,
        VpcEndpointPolicySupported: supported,
      })
}
const finds = (id: string, service: string, severity = ''): string[] => [
  `${id}: Any credentials, of any account, can use ${service} from vpc-shop without restriction: the endpoint has the policy that allows everything.${severity}`,
  `  ${id} allows all principals all actions on all resources`,
]

testRule(rule, {
  accepts: {
    'a policy for the organisation': s3(),
    'a restricted policy, where the services were not read': toService('kms', undefined, {}),
    'a policy for one bucket': s3({
      PolicyDocument: JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: 'arn:aws:s3:::ours/*' }],
      }),
    }),
  },
  flags: {
    'the default policy of S3': { given: s3(FULL), finds: finds('vpce-s3', 's3', ' [medium]') },
    keys: { given: toService('kms', true), finds: finds('vpce-x', 'kms', ' [medium]') },
    'another service': { given: toService('logs', true), finds: finds('vpce-x', 'logs') },
  },
  ignores: {
    'a service that knows no endpoint policies': toService('some-service', false),
    'a service of a partner': shop().interfaceEndpoint(
      'x',
      'com.amazonaws.vpce.us-east-1.vpce-svc-0123',
      { subnets: ['app'] },
      FULL,
    ),
    'a firewall': shop().firewallEndpoint('fw', 'app', FULL),
    'an endpoint on its way out': s3({ ...FULL, State: 'Deleting' }),
  },
  unknown: {
    'an endpoint that may be on its way out': {
      given: s3({ ...FULL, State: undefined }),
      says: ['vpce-s3: its state is not in the answer'],
    },
    'a policy that is not in the answer': {
      given: s3({ PolicyDocument: undefined }),
      says: ['vpce-s3: its policy is not in the answer, or is none'],
    },
    'services that were not read': {
      given: toService('logs', undefined).unread('vpcEndpointServices'),
      says: ['vpce-x: whether logs supports endpoint policies was not read'],
    },
  },
})
