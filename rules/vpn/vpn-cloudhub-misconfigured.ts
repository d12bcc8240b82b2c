import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { type Site, prefixOfTwo, prefixWithin, sitesOf } from '../../src/network/vpn-sites.ts'
import { connectionsTo } from '../../src/network/vpn-target.ts'
import { type Severity, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'vpn-cloudhub-misconfigured',
  title: 'Sites behind one virtual private gateway cannot all reach each other',
  topic: 'vpn',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpnGateways', 'vpnConnections', 'customerGateways'],
  consults: ['vpcs'],
  why: `A virtual private gateway tells each site what it learnt from the others by BGP, and nothing of static prefixes. Two sites
that claim the same prefix do not share it: the gateway sends everything for it to one of them.`,
  fix: `Give each site BGP, an ASN and prefixes of its own, or move the sites to a transit gateway, which shows its routes.`,
  check: `In the VPC console, filter the VPN connections by the gateway, and compare routing, static routes and customer ASN.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html',

  *judge(inventory, { nonProduction }) {
    for (const gateway of inventory.vpnGateways) {
      if (!same(gateway.State, 'available')) continue
      const { connections } = connectionsTo(gateway, inventory)
      const live = connections.filter(
        (one) => same(one.State, 'available') && !isTaggedWith(one.Tags, FOREIGN),
      )
      if (new Set(live.map((one) => one.CustomerGatewayId)).size < 2) continue
      const sites = sitesOf(live, inventory)
      if (!sites || !gateway.VpcAttachments) {
        yield unknown(gateway, 'how its sites are routed, or its VPC, is not, or not all, in the answers')
        continue
      }
      if (sites.length < 2) continue
      const attached = gateway.VpcAttachments.filter((one) => !same(one.State, 'detached'))
      const vpcs = attached.flatMap((one) => inventory.vpcs.get(one.VpcId) ?? [])
      const flaw =
        sharedPrefix(sites) ??
        shadowedPrefix(sites, vpcs) ??
        deafSites(sites, attached.length === 0 || isTaggedWith(gateway.Tags, ['cloudhub'])) ??
        sharedAsn(sites)
      if (!flaw) {
        yield vpcs.length < attached.length && sites.some((site) => site.isStatic)
          ? unknown(gateway, `the blocks of ${attached[0]?.VpcId ?? 'its VPC'} were not read`)
          : pass(gateway)
        continue
      }
      yield fail(gateway, {
        message: flaw.message,
        severity: nonProduction(gateway) ? 'info' : flaw.severity,
        evidence: sites.flatMap((site) =>
          site.connections.map((connection) => [
            connection,
            site.isStatic
              ? `is static, for ${site.prefixes.join(', ') || 'no prefix'}`
              : `uses BGP with AS ${site.asn}; which prefixes it announces is in no answer`,
            {
              VpnGatewayId: gateway.id,
              sites: sites.map((one) => one.connections.map(({ id }) => id)),
              asns: sites.map((one) => one.asn),
              staticFlags: sites.map((one) => one.isStatic),
              overlappingPrefixes: flaw.prefixes ?? [],
            },
          ]),
        ),
        remediation: `aws ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id CGW_WITH_OWN_ASN --vpn-gateway-id ${gateway.id} --options StaticRoutesOnly=false; then aws ec2 delete-vpn-connection --vpn-connection-id ${flaw.site.connections[0]?.id}`,
      })
    }
  },
})

/** Partners are not meant to reach each other. */
const FOREIGN = ['partner', 'third-party', 'third party', 'thirdparty', 'supplier', 'vendor']

interface Flaw {
  readonly message: string
  readonly site: Site
  readonly severity?: Severity | undefined
  readonly prefixes?: readonly string[]
}

const nameOf = (site: Site): string => site.connections.map((one) => one.id).join(' and ')

function sharedPrefix(sites: readonly Site[]): Flaw | undefined {
  const shared = prefixOfTwo(sites)
  return (
    shared && {
      message: `${nameOf(shared.owner)} and ${nameOf(shared.site)} both list ${shared.prefix} and differ in others: what is for ${shared.prefix} goes to one of them only.`,
      site: shared.site,
      prefixes: [shared.prefix],
    }
  )
}

function shadowedPrefix(sites: readonly Site[], vpcs: readonly RowOf<'vpcs'>[]): Flaw | undefined {
  const shadowed = prefixWithin(vpcs, sites)
  return (
    shadowed && {
      message: `${nameOf(shadowed.site)} lists ${shadowed.prefix}, which lies within ${shadowed.vpc.id}: the VPC keeps those packets, and the site gets none.`,
      site: shadowed.site,
      prefixes: [shadowed.prefix],
    }
  )
}

/** Only where the gateway is there to join sites is it certain that they should hear of each other. */
function deafSites(sites: readonly Site[], isHub: boolean): Flaw | undefined {
  const site = sites.find((one) => one.isStatic)
  if (!site) return undefined
  const others = sites.every((one) => one.isStatic)
    ? 'no site hears of the others'
    : `${nameOf(site)} hears of no other site, and none of it`
  return {
    message: `${nameOf(site)} ${site.connections.length > 1 ? 'are' : 'is'} static, so ${others}: the gateway passes on what it learns by BGP only.`,
    site,
    severity: isHub ? undefined : 'info',
  }
}

function sharedAsn(sites: readonly Site[]): Flaw | undefined {
  for (const [index, site] of sites.entries()) {
    const twin = sites.slice(0, index).find((one) => one.asn === site.asn)
    if (twin)
      return {
        message: `${nameOf(twin)} and ${nameOf(site)} share AS ${site.asn} though they seem two sites: AWS allows it, but a device that sees its own AS in a path drops the route.`,
        site,
        severity: 'info',
      }
  }
  return undefined
}
