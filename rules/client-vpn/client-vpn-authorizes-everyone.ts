import type { RowOf } from '../../src/inventory/inventory.ts'
import { vpcBlocks } from '../../src/network/blocks.ts'
import { type Prefix, contains, parsePrefix } from '../../src/network/prefix.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'clientVpnEndpoints'>
type Authorization = RowOf<'clientVpnAuthorizationRules'>

export default defineRule({
  id: 'client-vpn-authorizes-everyone',
  title: 'Every Client VPN user may reach a whole network',
  topic: 'client-vpn',
  pillar: 'security',
  severity: 'medium',
  needs: ['clientVpnEndpoints', 'clientVpnAuthorizationRules'],
  consults: ['vpcs'],
  why: `Whoever has any account in the directory, or any certificate, reaches what a rule for all users names: one lost
laptop or one guessed password opens a whole network, and not what its owner works with.`,
  fix: `Authorise groups of the directory, each for the addresses that it works with, and revoke the rule for all users.`,
  check: `In the VPC console, open the Client VPN endpoint's «Authorization rules»: «Grant access to all users».`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html',

  *judge(inventory, { nonProduction }) {
    for (const endpoint of inventory.clientVpnEndpoints) {
      const state = endpoint.Status?.Code
      if (state !== undefined && !same(state, 'available', 'pending-associate')) continue
      const rules = inventory.clientVpnAuthorizationRules
        .under(endpoint.id)
        ?.filter((one) => one.Status?.Code === undefined || same(one.Status.Code, 'active'))
      const types = endpoint.AuthenticationOptions?.map((one) => one.Type)
      const vague = rules?.some(
        (one) => !one.Status?.Code || one.AccessAll === undefined || !parsePrefix(one.DestinationCidr),
      )
      if (!state || !rules || !types || types.includes(undefined) || vague) {
        yield unknown(
          endpoint,
          'its state, its authentication or its authorization rules are not in the answer',
        )
        continue
      }
      if (rules.length === 0) continue
      const forAll = rules.filter((one) => one.AccessAll === true)
      const vpc = inventory.vpcs.get(endpoint.VpcId)
      const network = vpc ? vpcBlocks(vpc) : []
      const wide = forAll.filter((one) => isWide(one, network))
      // Certificates name no groups: a narrow rule for all users is the best that there is.
      const hasGroups = types.some((type) =>
        same(type, 'directory-service-authentication', 'federated-authentication'),
      )
      if (wide.length === 0 && forAll.length > 0 && isUnsure(endpoint, network)) {
        yield unknown(endpoint, 'the addresses of its VPC were not read')
        continue
      }
      if (wide.length === 0 && (forAll.length === 0 || !hasGroups)) {
        yield pass(endpoint)
        continue
      }
      const shown = wide.length > 0 ? wide : forAll
      const cidrs = shown.map((one) => one.DestinationCidr).join(', ')
      yield fail(endpoint, {
        message: `Every user of this endpoint may reach ${cidrs}: ${wide.length > 0 ? 'one lost laptop or password opens all of it' : 'no group is asked for, though its directory has groups'}.`,
        severity: nonProduction(endpoint) ? 'info' : wide.length > 0 ? undefined : 'low',
        evidence: shown.map((one) => factOf(endpoint, one, types)),
        remediation: shown.map((one) => remedyOf(endpoint, one, hasGroups)).join('; '),
      })
    }
  },
})

/** All addresses, or all of the VPC that the endpoint enters. */
function isWide({ DestinationCidr }: Authorization, network: readonly Prefix[]): boolean {
  const destination = parsePrefix(DestinationCidr)
  return (
    destination !== undefined &&
    (destination.length === 0 || network.some((block) => contains(destination, block)))
  )
}

/** How wide a rule is cannot be said without the addresses of the VPC; behind a transit gateway there is none. */
const isUnsure = (endpoint: Endpoint, network: readonly Prefix[]): boolean =>
  endpoint.TransitGatewayConfiguration === undefined && network.length === 0

const factOf = (
  endpoint: Endpoint,
  rule: Authorization,
  types: readonly (string | undefined)[],
): Evidence => [
  endpoint,
  `authorizes all users for ${rule.DestinationCidr}`,
  {
    ClientVpnEndpointId: endpoint.id,
    DestinationCidr: rule.DestinationCidr,
    AccessAll: rule.AccessAll,
    GroupId: rule.GroupId,
    authenticationTypes: types,
    SplitTunnel: endpoint.SplitTunnel,
  },
]

function remedyOf(endpoint: Endpoint, { DestinationCidr }: Authorization, hasGroups: boolean): string {
  const target = `--client-vpn-endpoint-id ${endpoint.id} --target-network-cidr`
  const region = `--region ${endpoint.region}`
  const who = hasGroups ? '--access-group-id GROUP' : '--authorize-all-groups'
  return `aws ec2 authorize-client-vpn-ingress ${target} ${hasGroups ? DestinationCidr : 'NARROWER-CIDR'} ${who} ${region}, then aws ec2 revoke-client-vpn-ingress ${target} ${DestinationCidr} --revoke-all-groups ${region}`
}
