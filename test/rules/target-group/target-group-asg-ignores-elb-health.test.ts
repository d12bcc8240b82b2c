import rule from '../../../rules/target-group/target-group-asg-ignores-elb-health.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const fleet = (fields: Item<'autoScalingGroups'>, groups: readonly string[] = ['web']): Account =>
  account().vpc('shop').loadBalancer('lb').scalingGroup('fleet', groups, fields)
const LATTICE = {
  TrafficSources: [
    { Identifier: 'arn:aws:vpc-lattice:us-east-1:111111111111:targetgroup/tg-1', Type: 'vpc-lattice' },
  ],
}
const SUSPENDED = {
  SuspendedProcesses: [{ ProcessName: 'ReplaceUnhealthy', SuspensionReason: 'User suspended' }],
}

const stays =
  'fleet: It checks health by EC2 only: instances that its load balancers find unhealthy stay for ever.'
const fact = '  fleet has health check type EC2'

testRule(rule, {
  accepts: {
    'the checks of its load balancers': fleet({ HealthCheckType: 'ELB' }),
    'those among others': fleet({ HealthCheckType: 'EBS, ELB' }),
    'those of VPC Lattice': fleet({ HealthCheckType: 'VPC_LATTICE', ...LATTICE }, []),
    'a process that is suspended and has nothing to do with it': fleet({
      SuspendedProcesses: [{ ProcessName: 'AZRebalance' }],
    }),
  },
  flags: {
    "EC2's own checks": { given: fleet({ HealthCheckType: 'EC2' }), finds: [stays, fact] },
    'a target that it should replace': {
      given: fleet({ HealthCheckType: 'EC2' }).targetGroup('web', {
        balancers: ['lb'],
        targets: ['a', '!b'],
      }),
      finds: [stays, fact, '  fleet keeps i-b:80, unhealthy now'],
    },
    'an older answer, without traffic sources and processes': {
      given: fleet({ HealthCheckType: 'EC2', TrafficSources: undefined, SuspendedProcesses: undefined }),
      finds: [stays, fact],
    },
    'a classic load balancer': {
      given: fleet({ HealthCheckType: 'EC2', LoadBalancerNames: ['old'] }, []),
      finds: [stays, fact],
    },
    'VPC Lattice without its checks': {
      given: fleet({ HealthCheckType: 'EC2', ...LATTICE }, []),
      finds: [
        'fleet: It checks health by EC2 only: instances that its VPC Lattice services find unhealthy stay for ever.',
        fact,
      ],
    },
    'both, and the checks of one': {
      given: fleet({ HealthCheckType: 'ELB', ...LATTICE }),
      finds: [
        'fleet: It checks health by ELB only: instances that its load balancers and VPC Lattice services find unhealthy stay for ever.',
        '  fleet has health check type ELB',
      ],
    },
    'a group that replaces nothing': {
      given: fleet(SUSPENDED),
      finds: [
        'fleet: ReplaceUnhealthy is suspended: instances that its load balancers find unhealthy are not replaced. [info]',
        '  fleet has health check type ELB and ReplaceUnhealthy suspended',
      ],
    },
  },
  ignores: {
    'a group behind no load balancer': fleet({ HealthCheckType: 'EC2' }, []),
    'a group that may have no instances': fleet({ HealthCheckType: 'EC2', MinSize: 0, MaxSize: 0 }),
    'a group that is being deleted': fleet({ HealthCheckType: 'EC2', Status: 'Delete in progress' }),
  },
  unknown: {
    'an answer without a type': {
      given: fleet({ HealthCheckType: undefined }),
      says: ['fleet: its health check type or its size is not in the answer'],
    },
    'an answer without the processes that may be suspended': {
      given: fleet({ SuspendedProcesses: undefined }),
      says: ['fleet: its traffic sources or suspended processes are not all in the answer'],
    },
  },
})
