import { ownZones } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord, policyOf, targetText } from '../../src/network/routing-policies.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'health-check-deleted',
  title: 'Record refers to a health check that no longer exists',
  topic: 'health-check',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: ['healthChecks', 'unlistedHealthChecks'],
  why: `Route 53 lets you delete a health check that records still name. Nothing tells such records from healthy ones any
more, so that they no longer fail over as they were designed to, and nothing shows it before the outage.`,
  fix: `Create a health check for the endpoint and name it in the record.`,
  check: `Ask for the health check by the id in the record: aws route53 get-health-check --health-check-id ID.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-deleting.html',

  *judge(inventory) {
    for (const [zone, records] of ownZones(inventory)) {
      for (const record of records ?? []) {
        const id = record.HealthCheckId
        if (!id) continue
        const answer = inventory.unlistedHealthChecks.under(id)
        if (inventory.healthChecks.get(id) || (answer && answer.length > 0)) {
          yield pass(record)
          continue
        }
        if (!answer) {
          yield unknown(
            record,
            `health check ${id} is not among those that were read: it may be one of an account that was not audited`,
          )
          continue
        }
        const name = plainName(record.Name)
        yield fail(record, {
          message: `${name} (${record.Type}) relies on health check ${id}, which does not exist: whether users are sent to ${targetText(record)} no longer depends on its health.`,
          evidence: [
            [
              record,
              `has the health check ${id}, of which Route 53 says NoSuchHealthCheck`,
              {
                HostedZoneId: zone.id,
                Name: record.Name,
                Type: record.Type,
                SetIdentifier: record.SetIdentifier,
                policy: policyOf(record),
                HealthCheckId: id,
              },
            ],
          ],
          remediation: `aws route53 create-health-check --caller-reference ${id} --health-check-config file://check.json; ${changeRecord(zone, 'UPSERT', `${record.id} as it is, with the new HealthCheckId`)}`,
        })
      }
    }
  },
})
