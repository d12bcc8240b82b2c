import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, type Judgement, defineRule, fail, pass, shellWord, unknown } from '../../src/rule.ts'

type ClassicLoadBalancer = RowOf<'classicLoadBalancers'>
type Described = NonNullable<ClassicLoadBalancer['ListenerDescriptions']>[number]

const OUTDATED = ['Protocol-SSLv2', 'Protocol-SSLv3', 'Protocol-TLSv1', 'Protocol-TLSv1.1']
const MODERN = 'ELBSecurityPolicy-TLS-1-2-2017-01'

export default defineRule({
  id: 'clb-weak-transport',
  title: 'Classic Load Balancer listens in clear text only, or accepts TLS 1.0 or 1.1',
  topic: 'clb',
  pillar: 'security',
  severity: 'medium',
  needs: ['classicLoadBalancers'],
  consults: ['classicLoadBalancerPolicies'],
  why: `What goes through the internet in clear text can be read and changed on its way. TLS 1.0 and 1.1 were deprecated in
2021 (RFC 8996), and the default policy of Classic Load Balancers accepts them. Whether the instances redirect from HTTP
to another name is not visible here.`,
  fix: `Give it an HTTPS or SSL listener with the policy ${MODERN}, the newest that Classic Load Balancers have, or move
to a current load balancer, which has TLS 1.3.`,
  check: `In the EC2 console, open the load balancer and read protocol, port and security policy of each listener.`,
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',

  *judge(inventory) {
    for (const balancer of inventory.classicLoadBalancers) {
      const listeners = balancer.ListenerDescriptions ?? []
      if (listeners.length === 0 || listeners.some(isOpen)) {
        yield unknown(balancer, 'protocols and ports of its listeners are not in the answer')
        continue
      }
      const secure = listeners.filter(({ Listener }) => same(Listener?.Protocol, 'HTTPS', 'SSL'))
      for (const listener of secure) yield judgeTls(balancer, listener, inventory)
      const clear = listeners.filter(isClearText)
      if (clear.length === 0 || secure.length > 0 || listeners.some(passesTlsOn)) continue
      if (same(balancer.Scheme, 'internal')) continue
      yield same(balancer.Scheme, 'internet-facing')
        ? clearText(balancer, clear)
        : unknown(balancer, 'whether it is internet-facing is not in the answer')
    }
  },
})

const isOpen = ({ Listener }: Described): boolean =>
  Listener?.Protocol === undefined || Listener.LoadBalancerPort === undefined

/** What TCP carries is not known, but on the ports of HTTP it is HTTP. */
const isClearText = ({ Listener }: Described): boolean =>
  same(Listener?.Protocol, 'HTTP') ||
  (same(Listener?.Protocol, 'TCP') && [80, 8080].includes(Listener?.LoadBalancerPort ?? 0))

/** TCP on the ports of HTTPS: the instances speak TLS themselves. */
const passesTlsOn = ({ Listener }: Described): boolean =>
  same(Listener?.Protocol, 'TCP') && [443, 8443].includes(Listener?.LoadBalancerPort ?? 0)

const labelOf = ({ Listener }: Described): string => `${Listener?.Protocol} ${Listener?.LoadBalancerPort}`

function clearText(balancer: ClassicLoadBalancer, clear: readonly Described[]): Judgement {
  const ports = clear.map(labelOf).join(' and ')
  const [first] = clear
  return fail(balancer, {
    key: 'clear-text',
    message: `From the internet it is reached in clear text only, on ${ports}: what clients send can be read and changed on its way.`,
    evidence: [
      [
        balancer,
        `is internet-facing and listens on ${ports}, without HTTPS or SSL`,
        {
          LoadBalancerName: balancer.id,
          Scheme: balancer.Scheme,
          listeners: clear.map(({ Listener }) => Listener),
        },
      ],
    ],
    remediation: `aws elb create-load-balancer-listeners --load-balancer-name ${shellWord(balancer.id)} --listeners Protocol=HTTPS,LoadBalancerPort=443,InstanceProtocol=HTTP,InstancePort=${first?.Listener?.InstancePort ?? 'PORT'},SSLCertificateId=CERTIFICATE_ARN, and have the instances redirect where X-Forwarded-Proto is http`,
  })
}

function judgeTls(
  balancer: ClassicLoadBalancer,
  { Listener, PolicyNames }: Described,
  inventory: Inventory<'classicLoadBalancerPolicies'>,
): Judgement {
  const port = Listener?.LoadBalancerPort
  const key = String(port)
  const policy = inventory.classicLoadBalancerPolicies
    .where('id', balancer.id)
    .find(
      (one) =>
        one.account === balancer.account &&
        one.region === balancer.region &&
        same(one.PolicyTypeName, 'SSLNegotiationPolicyType') &&
        PolicyNames?.some((name) => name === one.PolicyName),
    )
  // Names of policies are free text: what they allow is in their attributes.
  const attributes = new Map(
    policy?.PolicyAttributeDescriptions?.map((one) => [one.AttributeName, one.AttributeValue]),
  )
  const isOn = (attribute: string): boolean => same(attributes.get(attribute), 'true')
  const isKnown = [...attributes].every(([name, value]) => !name?.startsWith('Protocol-') || value)
  if (!policy || !isKnown)
    return unknown(balancer, `the TLS policy of its port ${port} is not among those that were read`, key)
  const outdated = OUTDATED.filter(isOn)
  if (outdated.length === 0) {
    return isOn('Protocol-TLSv1.2')
      ? pass(balancer, key)
      : unknown(balancer, `the TLS versions of ${policy.PolicyName} are not in the answer`, key)
  }

  const versions = outdated.map((name) => name.replace('Protocol-', ''))
  const isWorst =
    same(balancer.Scheme, 'internet-facing') && outdated.some((name) => !name.endsWith('TLSv1.1'))
  const others = (PolicyNames ?? []).filter((name) => name !== policy.PolicyName).map(shellWord)
  const name = shellWord(balancer.id)
  return fail(balancer, {
    key,
    message: `Clients may connect to port ${port} with ${versions.join(' and ')}: its policy ${policy.PolicyName} allows it.`,
    severity: isWorst ? 'high' : undefined,
    evidence: [
      [
        balancer,
        `listens on ${Listener?.Protocol} ${port} with the policy ${policy.PolicyName}, which allows ${versions.join(' and ')}`,
        {
          LoadBalancerName: balancer.id,
          Scheme: balancer.Scheme,
          Listener,
          PolicyName: policy.PolicyName,
          'Reference-Security-Policy': attributes.get('Reference-Security-Policy'),
          protocols: [...attributes.keys()].filter((one) => one?.startsWith('Protocol-') && isOn(one)),
        },
      ],
    ],
    remediation: `aws elb create-load-balancer-policy --load-balancer-name ${name} --policy-name tls-1-2 --policy-type-name SSLNegotiationPolicyType --policy-attributes AttributeName=Reference-Security-Policy,AttributeValue=${MODERN} && aws elb set-load-balancer-policies-of-listener --load-balancer-name ${name} --load-balancer-port ${port} --policy-names ${['tls-1-2', ...others].join(' ')}`,
  })
}
