import rule from '../../../rules/network-firewall/network-firewall-endpoint-not-ready.ts'
import { type Account, account } from '../../support/account.ts'
import { testRule } from '../../support/test-rule.ts'

const subnets = ['fw-a', 'fw-b']
const inspected = (): Account =>
  account()
    .vpc('shop')
    .subnet('fw-a', { zone: 'a', routes: { '0.0.0.0/0': 'igw' } })
    .subnet('fw-b', { zone: 'b' })
const failed = { statuses: { 'fw-b': 'FAILED' }, status: { Status: 'PROVISIONING' } }
const attached = (TransitGatewayAttachmentStatus: string, more: object = {}): Account =>
  inspected().networkFirewall('edge', {
    subnets: [],
    status: {
      SyncStates: undefined,
      TransitGatewayAttachmentSyncState: {
        AttachmentId: 'tgw-attach-edge',
        TransitGatewayAttachmentStatus,
        ...more,
      },
    },
  })
const made = (CreationTime: string): Account =>
  attached('PENDING_ACCEPTANCE').add('transitGatewayAttachments', {
    TransitGatewayAttachmentId: 'tgw-attach-edge',
    TransitGatewayId: 'tgw-hub',
    ResourceType: 'network-function',
    CreationTime,
  })

testRule(rule, {
  accepts: {
    'a firewall with both endpoints ready': inspected().networkFirewall('edge', { subnets }),
    'an endpoint that scales': inspected().networkFirewall('edge', {
      subnets,
      statuses: { 'fw-b': 'SCALING' },
    }),
    'a firewall on a transit gateway': attached('READY'),
    'an attachment of yesterday': made('2026-11-21T08:00:00.000Z'),
  },
  ignores: {
    'a firewall that is being deleted': inspected().networkFirewall('edge', {
      subnets,
      statuses: { 'fw-b': 'FAILED' },
      status: { Status: 'DELETING' },
    }),
  },
  flags: {
    'an endpoint that failed, which keeps the firewall in PROVISIONING': {
      given: inspected().networkFirewall('edge', { subnets, ...failed }),
      finds: [
        'edge: This firewall does not work in us-east-1b: its endpoint there failed.',
        '  edge has vpce-edge-fw-b in us-east-1b with status FAILED',
      ],
    },
    'one that a subnet is routed to': {
      given: inspected()
        .networkFirewall('edge', { subnets, ...failed })
        .subnet('app-b', { zone: 'b', routes: { '0.0.0.0/0': 'vpce-edge-fw-b' } }),
      finds: [
        'edge: What is routed to this firewall in us-east-1b is lost: its endpoint there failed.',
        '  edge has vpce-edge-fw-b in us-east-1b with status FAILED',
        '  rtb-app-b routes 0.0.0.0/0 to vpce-edge-fw-b',
      ],
    },
    'an attachment that was rejected': {
      given: attached('REJECTED', { StatusMessage: 'not ours' }),
      finds: [
        'edge: Nothing that is routed to this firewall gets through: its attachment to the transit gateway is REJECTED (not ours).',
        '  edge has tgw-attach-edge with status REJECTED',
      ],
    },
    'an attachment that waits for a week': {
      given: made('2026-11-15T08:00:00.000Z'),
      finds: [
        'edge: This firewall sees no traffic yet: nobody accepted its attachment to the transit gateway. [medium]',
        '  edge has tgw-attach-edge with status PENDING_ACCEPTANCE',
      ],
    },
    'a policy that does not fit': {
      given: inspected().networkFirewall('edge', {
        subnets,
        status: { ConfigurationSyncStateSummary: 'CAPACITY_CONSTRAINED' },
      }),
      finds: [
        'edge: This firewall filters by an old policy: the new one takes more capacity than it has. [medium]',
        '  edge has configuration sync state CAPACITY_CONSTRAINED',
      ],
    },
  },
  unknown: {
    'a policy on its way': {
      given: inspected().networkFirewall('edge', {
        subnets,
        status: { Status: 'PROVISIONING', ConfigurationSyncStateSummary: 'PENDING' },
      }),
      says: ['edge: not all of it is ready (PROVISIONING), and since when AWS does not say'],
    },
    'an attachment that was not read': {
      given: attached('PENDING_ACCEPTANCE').unread('transitGatewayAttachments'),
      says: ['edge: since when its attachment waits to be accepted was not read'],
    },
  },
})
