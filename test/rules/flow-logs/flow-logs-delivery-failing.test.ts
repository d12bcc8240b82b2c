import rule from '../../../rules/flow-logs/flow-logs-delivery-failing.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const log = (fields: object): Account => account().vpc('shop').flowLog('shop', 'vpc-shop', fields)
const FAILED = { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' }

testRule(rule, {
  accepts: {
    'a log that is delivered': log({}),
    'a log of this morning, of which nothing is known yet': log({
      DeliverLogsStatus: undefined,
      CreationTime: '2026-11-22T06:00:00.000Z',
    }),
  },
  flags: {
    'a log that may not write': {
      given: log(FAILED),
      finds: [
        'fl-shop: No record of vpc-shop arrives: the flow log is active and its delivery fails (Access error).',
        '  fl-shop has DeliverLogsStatus FAILED',
      ],
    },
    'a log of a transit gateway, without a reason': {
      given: account().flowLog('hub', 'tgw-hub', { DeliverLogsStatus: 'FAILED' }),
      finds: [
        'fl-hub: No record of tgw-hub arrives: the flow log is active and its delivery fails (AWS gives no reason).',
        '  fl-hub has DeliverLogsStatus FAILED',
      ],
    },
  },
  ignores: {
    'a log that is not active': log({ ...FAILED, FlowLogStatus: 'INACTIVE' }),
  },
  unknown: {
    'a log that never said whether it is delivered': {
      given: log({ DeliverLogsStatus: undefined }),
      says: ['fl-shop: whether its records arrive is not in the answer (DeliverLogsStatus)'],
    },
  },
})
