import { ofBalancer } from '../../src/network/classic-balancers.ts'
import { defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'clb-connection-draining-off',
  title: 'Classic Load Balancer drops the connections of instances that leave it',
  topic: 'clb',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['classicLoadBalancers', 'classicLoadBalancerAttributes'],
  settings: { maxTimeoutSeconds: 900 },
  why: `With connection draining, an instance that is deregistered or fails its health check takes no new requests and
finishes those that it has. Without it they break off, at each deployment and each time that Auto Scaling takes an
instance away. A very long timeout makes both wait.`,
  fix: `Turn connection draining on, with a timeout a little above the longest request.`,
  check: `In the EC2 console, open the load balancer and read «Connection draining» under Attributes.`,
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html',

  *judge(inventory, { settings }) {
    for (const balancer of inventory.classicLoadBalancers) {
      if (balancer.Instances?.length === 0) continue
      const rows = inventory.classicLoadBalancerAttributes.where('id', balancer.id)
      const { Enabled, Timeout } = ofBalancer(balancer, rows)?.ConnectionDraining ?? {}
      if (Enabled === undefined || !balancer.Instances || (Enabled && Timeout === undefined)) {
        yield unknown(
          balancer,
          balancer.Instances
            ? 'its connection draining is not among the attributes that were read'
            : 'its instances are not in the answer',
        )
        continue
      }
      const tooLong = Enabled && Timeout !== undefined && Timeout > settings.maxTimeoutSeconds
      if (Enabled && !tooLong) {
        yield pass(balancer)
        continue
      }
      yield fail(balancer, {
        message: tooLong
          ? `Instances that leave it may keep connections for up to ${Timeout} seconds, and deployments and scale-in wait for them.`
          : 'Connection draining is off: requests to an instance break off when it is deregistered.',
        severity: tooLong ? 'low' : undefined,
        evidence: [
          [
            balancer,
            tooLong ? `drains connections for up to ${Timeout} seconds` : 'has connection draining off',
            { LoadBalancerName: balancer.id, ConnectionDraining: { Enabled, Timeout } },
          ],
        ],
        remediation: `aws elb modify-load-balancer-attributes --load-balancer-name ${shellWord(balancer.id)} --load-balancer-attributes '{"ConnectionDraining":{"Enabled":true,"Timeout":300}}'`,
      })
    }
  },
})
