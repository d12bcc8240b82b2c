import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3_600_000

export default defineRule({
  id: 'alb-without-listeners',
  title: 'Load balancer has no listener',
  topic: 'alb',
  pillar: 'cost',
  severity: 'medium',
  needs: ['loadBalancers', 'listeners'],
  settings: { graceHours: 24 },
  why: `A load balancer without a listener takes no connection, whatever leads to it. It is billed by the hour all the
same, and an internet-facing one for a public address in each of its zones.`,
  fix: `Delete it, or give it the listener that it was made for.`,
  check: `In the EC2 console, open the load balancer and look at its «Listeners» tab.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',

  *judge(inventory, { now, settings }) {
    for (const balancer of inventory.loadBalancers) {
      const state = balancer.State?.Code
      if (same(state, 'provisioning', 'failed')) continue
      const listeners = inventory.listeners.under(balancer.id)
      if (listeners && listeners.length > 0) {
        yield pass(balancer)
        continue
      }
      const age = now - Date.parse(balancer.CreatedTime ?? '')
      if (age < settings.graceHours * HOUR) continue
      if (!listeners || !state || Number.isNaN(age)) {
        yield unknown(
          balancer,
          listeners
            ? 'its state (State.Code) or its age (CreatedTime) is not in the answer'
            : 'its listeners were not read',
        )
        continue
      }
      const cluster = isOfKubernetes(balancer.LoadBalancerName)
      const zones = (balancer.AvailabilityZones ?? []).flatMap((zone) => zone.ZoneName ?? [])
      yield fail(balancer, {
        message: `It has no listener: it takes no connection, and has been billed since ${balancer.CreatedTime?.slice(0, 10)}.`,
        severity: cluster ? 'info' : undefined,
        evidence: [
          [
            balancer,
            `has no listener, in ${zones.join(', ') || 'zones that are not in the answer'}`,
            {
              LoadBalancerArn: balancer.id,
              Type: balancer.Type,
              Scheme: balancer.Scheme,
              CreatedTime: balancer.CreatedTime,
              zones,
              listeners: [],
            },
          ],
        ],
        remediation: cluster
          ? 'delete the Ingress or the Service in the cluster for which Kubernetes made it, or mend it there'
          : `aws elbv2 delete-load-balancer --load-balancer-arn ${balancer.id}`,
      })
    }
  },
})

/**
 * Names that the AWS Load Balancer Controller and the older one inside of Kubernetes give: what they keep, they would
 * make anew.
 */
const isOfKubernetes = (name: string | undefined): boolean => /^k8s-|^a[0-9a-f]{31}$/.test(name ?? '')
