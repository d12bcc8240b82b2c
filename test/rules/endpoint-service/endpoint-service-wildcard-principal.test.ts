import rule from '../../../rules/endpoint-service/endpoint-service-wildcard-principal.ts'
import { account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const NAME = 'com.amazonaws.vpce.us-east-1.vpce-svc-prices'
const OPEN = { AcceptanceRequired: false }

testRule(rule, {
  accepts: {
    'an account': account().endpointService('prices', ['arn:aws:iam::222222222222:root'], OPEN),
    'a role': account().endpointService('prices', ['arn:aws:iam::222222222222:role/*'], OPEN),
  },
  flags: {
    'everyone, who only has to ask': {
      given: account().endpointService('prices', ['*']),
      finds: [
        `vpce-svc-prices: Every AWS account may ask for a connection to ${NAME}: only the acceptance keeps them out.`,
        '  vpce-svc-prices allows the principal *, acceptance is required',
      ],
    },
    'everyone, without being asked': {
      given: account().endpointService('prices', ['arn:aws:iam::222222222222:root', '*'], OPEN),
      finds: [
        `vpce-svc-prices: Every AWS account can connect to ${NAME} at will: * is allowed, and connections are accepted by themselves. [high]`,
        '  vpce-svc-prices allows the principal *, acceptance is not required',
      ],
    },
  },
  ignores: {
    'a service that nobody may connect to': account().endpointService('prices', [], OPEN),
    'a service that is gone': account().endpointService('prices', ['*'], { ServiceState: 'Deleted' }),
  },
  unknown: {
    'a service that may be gone': {
      given: account().endpointService('prices', ['*'], { ServiceState: undefined }),
      says: ['vpce-svc-prices: its state is not in the answer'],
    },
    'acceptance that is not in the answer': {
      given: account().endpointService('prices', ['*'], { AcceptanceRequired: undefined }),
      says: [
        'vpce-svc-prices: every account may ask to connect; whether somebody has to accept is not in the answer',
      ],
    },
  },
})
