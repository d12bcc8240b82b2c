import { dateOf } from '../../src/network/certificate-expiry.ts'
import {
  type UsedCertificate,
  acmCertificate,
  endingOf,
  iamCertificate,
} from '../../src/network/used-certificates.ts'
import { same } from '../../src/network/same.ts'
import { type Inventory, type Judgement, type Row, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Known = Inventory<'certificates' | 'certificateDetails' | 'serverCertificates'>

export default defineRule({
  id: 'alb-certificate-expiring',
  title: 'A certificate of a listener expires soon or cannot renew',
  topic: 'alb',
  pillar: 'reliability',
  severity: 'high',
  needs: ['listeners', 'listenerCertificates', 'classicLoadBalancers', 'certificates'],
  consults: ['loadBalancers', 'certificateDetails', 'serverCertificates'],
  settings: { days: 30, renewedDays: 14, criticalDays: 7 },
  why: `On the day after a certificate ends, every client refuses the names that it is for. A listener may have many
beside its default one, and the forgotten name of an old customer is where it breaks. ACM renews what it issued as long
as it can see that the domain is yours; what was imported into ACM or uploaded to IAM nobody renews but you.`,
  fix: `Import the certificate anew, or request one from ACM, which renews it. Where a renewal is stuck, put the CNAME
record back by which ACM validates the domain, and let CAA records allow Amazon.`,
  check: `In the EC2 console, open the «Certificates» tab of the listener, and each certificate in the ACM console.`,
  reference:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',

  *judge(inventory, { now, settings }) {
    const judge = (use: Use): Judgement => judged(use, usedOf(use, now, settings, inventory), settings)
    for (const listener of inventory.listeners) {
      if (!same(listener.Protocol, 'HTTPS', 'TLS')) continue
      const shown = inventory.listenerCertificates.under(listener.id) ?? []
      if (shown.length === 0) yield unknown(listener, 'its certificates were not read')
      const balancer = inventory.loadBalancers.get(listener.LoadBalancerArn)
      // The default certificate is in the list twice where it was added to the others, too.
      const defaults = new Set(shown.flatMap((one) => (one.IsDefault ? one.CertificateArn : [])))
      for (const arn of new Set(shown.flatMap((one) => one.CertificateArn ?? []))) {
        yield judge({
          resource: listener,
          key: arn,
          arn,
          where: `port ${listener.Port} of ${balancer?.name ?? listener.LoadBalancerArn}`,
          role: defaults.has(arn) ? 'default certificate' : 'certificate for further names (SNI)',
        })
      }
    }
    for (const balancer of inventory.classicLoadBalancers) {
      for (const { Listener: listener } of balancer.ListenerDescriptions ?? []) {
        const port = `${listener?.LoadBalancerPort}`
        const arn = listener?.SSLCertificateId
        if (same(listener?.Protocol, 'TCP', 'HTTP')) continue
        if (!arn || !same(listener?.Protocol, 'HTTPS', 'SSL')) {
          yield unknown(
            balancer,
            `the protocol or the certificate of its listener ${port} is not in the answer`,
            port,
          )
          continue
        }
        yield judge({
          resource: balancer,
          key: `${port} ${arn}`,
          arn,
          where: `port ${port}`,
          role: 'certificate',
        })
      }
    }
  },
})

/** A certificate in a place where clients see it. */
interface Use {
  readonly resource: Row
  readonly key: string
  readonly arn: string
  readonly where: string
  readonly role: string
}

function usedOf(
  { arn, resource: { region }, where }: Use,
  now: number,
  notice: Readonly<Record<'days' | 'renewedDays', number>>,
  { certificates, certificateDetails: details, serverCertificates }: Known,
): UsedCertificate {
  if (!/^arn:[^:]+:iam:/.test(arn)) return acmCertificate(arn, { certificates, details }, now, notice)
  const [certificate] = serverCertificates.where('arn', arn)
  return iamCertificate(certificate, now, notice, { region, replace: `${where}, and use it there` })
}

function judged(
  { resource, key, arn, where, role }: Use,
  { expiry, certificate, end, fields, remediation }: UsedCertificate,
  { criticalDays }: Readonly<Record<'criticalDays', number>>,
): Judgement {
  if ('unknown' in expiry) return unknown(resource, `of its certificate ${arn}, ${expiry.unknown}`, key)
  if (expiry.ends === 'late') return pass(resource, key)
  const names = certificate?.name ?? arn
  const isOver = expiry.ends === 'over'
  return fail(resource, {
    key,
    message: `The ${role} ${names} at ${where} ${endingOf(expiry, end)}: clients ${isOver ? 'refuse' : 'will then refuse'} the names that it is for.`,
    severity: isOver || expiry.days < criticalDays ? 'critical' : undefined,
    evidence: [
      [
        certificate ?? resource,
        isOver ? expiry.why : `ends on ${dateOf(end)}`,
        { arn: resource.arn, certificate: arn, role, ...fields },
      ],
    ],
    remediation,
  })
}
