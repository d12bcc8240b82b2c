import rule from '../../../rules/client-vpn/client-vpn-connection-logging-disabled.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const staff = (fields: Parameters<Account['clientVpn']>[2] = {}): Account =>
  account().vpc('shop').subnet('app').clientVpn('staff', ['app'], fields)
const UNLOGGED = { ConnectionLogOptions: { Enabled: false } }
const finds = [
  'cvpn-endpoint-staff: Who connects to this endpoint, from where and with which address, is written down nowhere.',
  '  cvpn-endpoint-staff has connection logging disabled',
]
const vague = ['cvpn-endpoint-staff: its state or its log options are not in the answer']

testRule(rule, {
  accepts: {
    'an endpoint whose connections are logged': staff(),
  },
  flags: {
    'an endpoint whose connections are not logged': { given: staff(UNLOGGED), finds },
    'an endpoint that waits for its first subnet': {
      given: account().vpc('shop').clientVpn('staff', [], UNLOGGED),
      finds,
    },
  },
  ignores: {
    'an endpoint that is being deleted': staff({ ...UNLOGGED, Status: { Code: 'deleting' } }),
    'an endpoint that was deleted': staff({ ...UNLOGGED, Status: { Code: 'deleted' } }),
  },
  unknown: {
    'an answer without log options': { given: staff({ ConnectionLogOptions: undefined }), says: vague },
    'an answer without the state': { given: staff({ Status: undefined }), says: vague },
  },
})
