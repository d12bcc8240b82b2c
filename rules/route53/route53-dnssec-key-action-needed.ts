import type { RowOf } from '../../src/inventory/inventory.ts'
import { plainName } from '../../src/network/record-names.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Signing = RowOf<'zoneSigning'>
type Key = NonNullable<Signing['KeySigningKeys']>[number]

const BROKEN = ['ACTION_NEEDED', 'INTERNAL_FAILURE']

export default defineRule({
  id: 'route53-dnssec-key-action-needed',
  title: 'DNSSEC signing or a key-signing key needs action',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'critical',
  needs: ['hostedZones', 'zoneSigning'],
  why: `Route 53 signs a zone with keys that lie in KMS. Once it cannot use a key any more (deleted, disabled, its policy
changed), it cannot renew signatures. When those run out, resolvers that check them drop the whole zone.`,
  fix: `Give Route 53 the key back: enable it, cancel its deletion, mend its policy. Then activate the key-signing key. If
the key is lost, take the DS record out of the parent first, wait until it is forgotten, and then disable signing.`,
  check: `In the Route 53 console, open the zone's tab «DNSSEC signing» and read the status of signing and of each key.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-troubleshoot.html',

  *judge(inventory) {
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone !== false) continue
      const [signing] = inventory.zoneSigning.under(zone.id) ?? []
      const status = signing?.Status?.ServeSignature
      if (same(status, 'NOT_SIGNING', 'DELETING')) continue
      const keys = signing?.KeySigningKeys ?? []
      const broken = keys.filter((one) => same(one.Status, ...BROKEN))
      const isUnsigned = same(status, 'SIGNING') && !keys.some((one) => same(one.Status, 'ACTIVE'))
      if (signing && status && (same(status, ...BROKEN) || broken.length > 0)) {
        yield fail(zone, finding(plainName(zone.Name), signing, broken))
        continue
      }
      if (!signing || !same(status, 'SIGNING') || keys.some((one) => !one.Status) || keys.length === 0) {
        yield unknown(zone, 'whether it is signed, and by which keys, is not in the answer')
        continue
      }
      yield isUnsigned ? fail(zone, finding(plainName(zone.Name), signing, keys)) : pass(zone)
    }
  },
})

function finding(name: string, signing: Signing, keys: readonly Key[]): Parameters<typeof fail>[1] {
  const { ServeSignature, StatusMessage } = signing.Status ?? {}
  const [first] = keys
  const states = keys.map((one) => `${one.Name} is ${one.Status}`).join(', ')
  return {
    message: `Route 53 cannot renew the signatures of ${name} (${same(ServeSignature, ...BROKEN) ? `signing is ${ServeSignature}` : states}): when they run out, resolvers that check them answer for no name of it.`,
    evidence: [
      [signing, `is ${ServeSignature}`, { HostedZoneId: signing.id, ServeSignature, StatusMessage }],
      ...keys.map((one): Evidence => [
        signing,
        `has the key ${one.Name}, which is ${one.Status}`,
        { Name: one.Name, Status: one.Status, StatusMessage: one.StatusMessage, KmsArn: one.KmsArn },
      ]),
    ],
    remediation: first
      ? `aws kms describe-key --region us-east-1 --key-id ${first.KmsArn}; enable it and let Route 53 use it; aws route53 activate-key-signing-key --hosted-zone-id ${signing.id} --name ${first.Name}`
      : `aws route53 get-dnssec --hosted-zone-id ${signing.id}; put right what it says; aws route53 enable-hosted-zone-dnssec --hosted-zone-id ${signing.id}`,
  }
}
