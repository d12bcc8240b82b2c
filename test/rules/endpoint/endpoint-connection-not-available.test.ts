import rule from '../../../rules/endpoint/endpoint-connection-not-available.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const endpoint = (fields: object): Account =>
  account()
    .vpc('shop')
    .subnet('app')
    .interfaceEndpoint('kms', 'kms', { subnets: ['app'] }, fields)
const connection = (fields: object): Account =>
  account().endpointService('prices').endpointConnection('them', 'prices', fields)
const nowhere = (state: string): string[] => [
  `vpce-kms: What is sent to com.amazonaws.us-east-1.kms by this endpoint arrives nowhere: it is ${state}.`,
  `  vpce-kms is ${state}`,
]
const LONG_AGO = '2026-11-12T08:00:00.000Z'
const THIS_MORNING = '2026-11-22T07:30:00.000Z'

testRule(rule, {
  accepts: {
    'an endpoint that is there, in any spelling': endpoint({ State: 'available' }),
    'a gateway endpoint': account().vpc('shop').subnet('app').gatewayEndpoint('s3', []),
    'an endpoint that is being made': endpoint({ State: 'pending', CreationTimestamp: THIS_MORNING }),
    'an endpoint that waits since yesterday': endpoint({
      State: 'pendingAcceptance',
      CreationTimestamp: '2026-11-21T07:30:00.000Z',
    }),
    'a connection that was accepted': connection({}),
    'a connection that came this morning': connection({
      VpcEndpointState: 'pendingAcceptance',
      CreationTimestamp: THIS_MORNING,
    }),
  },
  flags: {
    'an endpoint that was rejected': { given: endpoint({ State: 'rejected' }), finds: nowhere('rejected') },
    'an endpoint that failed, and why': {
      given: endpoint({ State: 'failed', LastError: { Code: 'X', Message: 'No free address' } }),
      finds: [
        'vpce-kms: What is sent to com.amazonaws.us-east-1.kms by this endpoint arrives nowhere: it is failed (No free address).',
        '  vpce-kms is failed',
      ],
    },
    'an endpoint that nobody accepts': {
      given: endpoint({ State: 'PendingAcceptance', CreationTimestamp: LONG_AGO }),
      finds: nowhere('PendingAcceptance for 240 hours'),
    },
    'an endpoint that is made for ten days': {
      given: endpoint({ State: 'Pending', CreationTimestamp: LONG_AGO }),
      finds: nowhere('Pending for 240 hours'),
    },
    'a connection that nobody here accepts': {
      given: [connection({ VpcEndpointState: 'pendingAcceptance', CreationTimestamp: LONG_AGO })],
      finds: [
        'vpce-them: Account 999999999999 does not reach vpce-svc-prices by its endpoint vpce-them, which is pendingAcceptance for 240 hours.',
        '  vpce-them is pendingAcceptance for 240 hours',
      ],
    },
  },
  ignores: {
    'an endpoint that is being deleted': endpoint({ State: 'deleting' }),
    'a connection that was rejected on purpose': connection({ VpcEndpointState: 'rejected' }),
  },
  unknown: {
    'a state that is not in the answer': {
      given: endpoint({ State: undefined }),
      says: ['vpce-kms: its state is not in the answer'],
    },
    'a state that AWS has invented since': {
      given: endpoint({ State: 'resting' }),
      says: ['vpce-kms: its state resting is not one that is known here'],
    },
    'an endpoint that waits, nobody knows since when': {
      given: endpoint({ State: 'pendingAcceptance', CreationTimestamp: undefined }),
      says: ['vpce-kms: it is pendingAcceptance, but since when is not in the answer'],
    },
  },
})
