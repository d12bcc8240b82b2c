/** What `awsnet init` writes: a configuration that changes nothing, and says what can be changed. */
export const template = `# Configuration of awsnet. Found by its name in this folder, and from folders below it.
# Flags and AWSNET_* variables win over what stands here; awsnet config show says what holds.

# scope:
#   regions: [us-east-1, eu-west-1]
#   profile: audit

gate:
  # The severity from which findings fail: critical, high, medium, low, info, or none.
  failOn: high
  # Only what is new since this report fails. Begin it with:
  #   awsnet audit --baseline awsnet-baseline.json --update-baseline
  # baseline: awsnet-baseline.json

# Keys are ids of rules, or patterns for several; later ones win. awsnet rules lists them.
rules: {}
#   route53-*: off
#   nat-gateway-az-independence: medium
#   nat-gateway-unused:
#     severity: info
#     settings:
#       graceHours: 72

# Tags of what is not production, where resilience matters less.
# nonProduction:
#   env: [dev, test, sandbox]

# Findings that are accepted. They stay in reports, marked. awsnet suppress FINGERPRINT writes one.
suppressions: []
#   - rule: flow-logs-*
#     tags: { team: research }
#     reason: Research keeps no flow logs, by decision 2026-14.
#     owner: netops@example.com
#     expires: 2027-06-30
`
