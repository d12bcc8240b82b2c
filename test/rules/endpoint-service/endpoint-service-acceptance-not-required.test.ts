import rule from '../../../rules/endpoint-service/endpoint-service-acceptance-not-required.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const OTHER = 'arn:aws:iam::222222222222:root'
const prices = (principals: readonly string[], fields: object = { AcceptanceRequired: false }): Account =>
  account().endpointService('prices', principals, fields)
const finds = (who: string, severity = ''): string[] => [
  `vpce-svc-prices: ${who} can connect to com.amazonaws.vpce.us-east-1.vpce-svc-prices without anybody's accepting it.${severity}`,
  '  vpce-svc-prices has AcceptanceRequired false',
]

testRule(rule, {
  accepts: {
    'a service that asks': prices([OTHER], {}),
    'a service for the own account': prices(['arn:aws:iam::111111111111:root']),
    'a service for a role of the own account': prices(['arn:aws:iam::111111111111:role/deploy']),
  },
  flags: {
    'another account': { given: prices([OTHER]), finds: finds(OTHER) },
    everyone: { given: prices(['*']), finds: finds('*') },
    'a part of an organisation': {
      given: prices(['arn:aws:organizations::222222222222:ou/o-1/ou-1']),
      finds: finds('arn:aws:organizations::222222222222:ou/o-1/ou-1'),
    },
    'another account that is audited with this one': {
      given: [prices([OTHER]), account({ id: '222222222222' })],
      finds: finds(OTHER, ' [low]'),
    },
  },
  ignores: {
    'a service that nobody may connect to': prices([]),
    'a service whose owner makes the endpoints': prices([OTHER], {
      AcceptanceRequired: false,
      ManagesVpcEndpoints: true,
    }),
    'a service that is gone': prices([OTHER], { AcceptanceRequired: false, ServiceState: 'Deleted' }),
  },
  unknown: {
    'a service whose owner may make the endpoints': {
      given: prices([OTHER], { AcceptanceRequired: false, ManagesVpcEndpoints: undefined }),
      says: ['vpce-svc-prices: its state, or whether its owner makes the endpoints, is not in the answer'],
    },
    'acceptance that is not in the answer': {
      given: prices([OTHER], { AcceptanceRequired: undefined }),
      says: ['vpce-svc-prices: who may connect, or whether somebody has to accept, was not read'],
    },
  },
})
