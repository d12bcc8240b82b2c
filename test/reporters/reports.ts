import type { Report } from '../../src/audit/report.ts'
import { OTHER } from '../support/facts.ts'
import { bad, good, reportFrom, reportOn, ruleOf, unsure } from '../support/judging.ts'

const rule = ruleOf([])
const nat = ruleOf([], {
  id: 'nat-gateway-az-independence',
  title: 'Subnet leaves through a NAT gateway in another Availability Zone',
  severity: 'high',
})

const long = {
  message:
    'If us-east-1a (use1-az1) fails, this subnet in us-east-1b (use1-az2) loses its way out: it leaves through nat-1 there.',
  remediation:
    'aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET --allocation-id EIPALLOC, then aws ec2 replace-route --route-table-id rtb-1 --destination-cidr-block 0.0.0.0/0',
}
const gap = (ruleId: string, region = 'us-east-1') => ({
  ruleId,
  account: '111111111111',
  region,
  operation: 'ec2:DescribeVpnConnections',
  reason:
    'UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:iam::111111111111:user/auditor is not authorized',
})
const balancer =
  'arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/a-balancer-with-a-rather-long-name/50dc6c495c0c9188'

/** Of everything something, in two accounts and several regions. */
export const full: Report = {
  ...reportOn(
    [
      nat,
      bad('subnet-1', { ...long, on: { name: 'app-b' } }),
      bad('subnet-2', { ...long, on: { region: 'eu-west-1' } }),
    ],
    [
      rule,
      bad(balancer, {
        severity: 'critical',
        on: { account: OTHER, name: 'a-balancer-with-a-rather-long-name' },
      }),
    ],
    [ruleOf([], { id: 'many', severity: 'low' }), ...['a', 'b', 'c', 'd', 'e'].map((id) => bad(id))],
    [ruleOf([], { id: 'passes' }), good('vpc-1')],
    [ruleOf([], { id: 'doubts' }), unsure('vpc-1')],
  ),
  scope: {
    accounts: ['111111111111', OTHER],
    regions: [
      'ap-northeast-1',
      'ap-southeast-2',
      'eu-central-1',
      'eu-west-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
    source: 'live',
  },
  notEvaluated: ['vpn-tunnel-down', 'vpn-is-well', ...'abcdefgh'].map((id) =>
    gap(`vpn-rule-${id}`, 'eu-west-1'),
  ),
  judgedWithout: [gap('vpn-tunnel-down', 'us-west-2')],
}

export const nothing: Report = reportOn([rule, good('vpc-1'), good('vpc-2')])

export const onlyGaps: Report = reportFrom({
  notEvaluated: [gap('vpn-tunnel-down'), { ...gap('broken'), operation: '', reason: 'the rule failed: x' }],
})

const hostile =
  '\u001b[2J\u001b]0;owned\u0007\r\nline\u202egpj.exe\u2066\u200b\u{e0041}<script>=1+1|`$(reboot)`\u0000\u009b31m'

/** Names as an attacker would choose them, everywhere where a text comes from AWS or from a file. */
export const attacked: Report = {
  ...reportOn([
    rule,
    bad(`vpc-${hostile}`, {
      message: `${hostile} is bad.`,
      remediation: `aws ec2 heal ${hostile}`,
      on: { name: hostile, region: hostile, arn: hostile, account: hostile },
    }),
    bad('vpc-wide', { on: { name: '日本語のとても長い名前のネットワーク😀😀😀'.repeat(3) } }),
    bad('vpc-long', { message: 'x'.repeat(1_000_000), on: { name: 'y'.repeat(1_000_000) } }),
  ]),
  scope: { accounts: [hostile, '1'], regions: [hostile, 'us-east-1'], source: 'snapshot' },
  notEvaluated: [{ ruleId: hostile, account: hostile, region: hostile, operation: hostile, reason: hostile }],
  judgedWithout: [{ ruleId: 'x', account: hostile, region: hostile, operation: '', reason: hostile }],
}
