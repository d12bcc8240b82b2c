import { ofBalancer } from '../../src/network/classic-balancers.ts'
import { attributeOf } from '../../src/network/cross-zone.ts'
import { same } from '../../src/network/same.ts'
import {
  type Inventory,
  type Judgement,
  type Row,
  defineRule,
  fail,
  pass,
  shellWord,
  unknown,
} from '../../src/rule.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'

const MODE = 'routing.http.desync_mitigation_mode'
const DROPS = 'routing.http.drop_invalid_header_fields.enabled'
const CLASSIC_MODE = 'elb.http.desyncmitigationmode'

export default defineRule({
  id: 'alb-http-desync-exposed',
  title: 'Load balancer only monitors ambiguous HTTP requests',
  topic: 'alb',
  pillar: 'security',
  severity: 'medium',
  needs: ['loadBalancers', 'loadBalancerAttributes', 'classicLoadBalancers', 'classicLoadBalancerAttributes'],
  why: `A request that two servers read in two ways lets an attacker put the beginning of the next visitor's request
(HTTP desync, request smuggling). In the modes defensive and strictest the load balancer refuses or isolates such
requests; in monitor it counts them and passes them on.`,
  fix: `Set the mode to defensive, which is what AWS begins with, or to strictest.`,
  check: `In the EC2 console, read «Desync mitigation mode» among the attributes of the load balancer.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',

  *judge(inventory) {
    for (const balancer of inventory.loadBalancers) {
      if (!same(balancer.Type, 'application')) continue
      const attributes = inventory.loadBalancerAttributes.under(balancer.id)
      const mode = attributeOf(attributes, MODE)
      const drops = attributeOf(attributes, DROPS)
      yield judged(balancer, mode, drops, {
        field: MODE,
        command: `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${balancer.id} --attributes`,
        setting: `Key=${MODE},Value=defensive`,
      })
    }
    for (const balancer of inventory.classicLoadBalancers) {
      const protocols = balancer.ListenerDescriptions?.map(({ Listener }) => Listener?.Protocol)
      if (protocols?.every((protocol) => same(protocol, 'TCP', 'SSL'))) continue
      if (!protocols?.some((protocol) => same(protocol, 'HTTP', 'HTTPS'))) {
        yield unknown(balancer, 'the protocols of its listeners are not in the answer')
        continue
      }
      yield judged(balancer, classicMode(balancer, inventory), 'unsupported', {
        field: CLASSIC_MODE,
        command: `aws elb modify-load-balancer-attributes --load-balancer-name ${shellWord(balancer.id)} --load-balancer-attributes`,
        setting: `'{"AdditionalAttributes":[{"Key":"${CLASSIC_MODE}","Value":"defensive"}]}'`,
      })
    }
  },
})

const classicMode = (
  balancer: RowOf<'classicLoadBalancers'>,
  { classicLoadBalancerAttributes }: Inventory<'classicLoadBalancerAttributes'>,
): string | undefined =>
  attributeOf(
    ofBalancer(balancer, classicLoadBalancerAttributes.where('id', balancer.id))?.AdditionalAttributes,
    CLASSIC_MODE,
  )

function judged(
  balancer: Row,
  mode: string | undefined,
  drops: string | undefined,
  { field, command, setting }: { readonly field: string; readonly command: string; readonly setting: string },
): Judgement {
  const isDefensive = same(mode, 'defensive')
  if (same(mode, 'strictest') || (isDefensive && same(drops, 'true', 'unsupported'))) return pass(balancer)
  if (!same(mode, 'monitor') && !(isDefensive && same(drops, 'false')))
    return unknown(
      balancer,
      `its ${isDefensive ? DROPS : field} is not in the answer, or has a value that is not known here`,
    )
  const fields = { [field]: mode, ...(drops === 'unsupported' ? {} : { [DROPS]: drops }) }
  return fail(balancer, {
    message: isDefensive
      ? 'It passes on headers with names that are no valid ones; requests that servers could read in two ways it stops.'
      : 'It counts requests that servers can read in two ways, and passes them on: by one, a stranger can change what the next visitor asks for.',
    severity: isDefensive ? 'info' : undefined,
    evidence: [
      [
        balancer,
        `has ${Object.entries(fields)
          .map(([name, value]) => `${name} ${value}`)
          .join(' and ')}`,
        { arn: balancer.arn, ...fields },
      ],
    ],
    remediation: `${command} ${isDefensive ? `Key=${DROPS},Value=true, once no client sends such names` : setting}`,
  })
}
