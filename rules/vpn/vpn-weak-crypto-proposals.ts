import { same } from '../../src/network/same.ts'
import { weakName } from '../../src/network/vpn-crypto.ts'
import { NO_OPTIONS, type TunnelOptions, tunnelOptionsOf } from '../../src/network/vpn-tunnels.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'vpn-weak-crypto-proposals',
  title: 'VPN tunnel accepts IKEv1, SHA-1 or a weak Diffie-Hellman group',
  topic: 'vpn',
  pillar: 'security',
  severity: 'medium',
  needs: ['vpnConnections'],
  why: `A tunnel accepts what its lists allow, and untouched lists allow everything that AWS knows: IKEv1, SHA-1 and groups
of 1024 bits among them. Then the device decides, and a change there can weaken the tunnel unnoticed.`,
  fix: `Restrict each tunnel to IKEv2, SHA-2 and group 14 or higher, once the device is known to offer them. Each change
replaces the tunnel's endpoint: do one tunnel at a time.`,
  check: `In the VPC console, open «Modify VPN tunnel options» of each tunnel and look at what is chosen.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',

  *judge(inventory) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available')) continue
      const tunnels = tunnelOptionsOf(connection)
      if (!tunnels) {
        yield unknown(connection, NO_OPTIONS)
        continue
      }
      const weak = tunnels.flatMap((tunnel) => {
        const items = weakItems(tunnel)
        return items.length > 0 ? [{ tunnel, items }] : []
      })
      const [first] = weak
      if (!first) {
        yield pass(connection)
        continue
      }
      const all = [...new Set(weak.flatMap(({ items }) => items.map((item) => item.weak)))]
      yield fail(connection, {
        message: `${weak.length > 1 ? 'Its tunnels accept' : `The tunnel to ${first.tunnel.OutsideIpAddress} accepts`} ${all.join(', ')}: nothing on AWS's side keeps the device from weak encryption.`,
        evidence: weak.map(({ tunnel, items }) => [
          connection,
          `accepts on tunnel ${tunnel.OutsideIpAddress} ${items.map((item) => `${item.weak} (${item.field}${item.isDefault ? ', at its default' : ''})`).join(', ')}`,
          {
            VpnConnectionId: connection.id,
            OutsideIpAddress: tunnel.OutsideIpAddress,
            weakItems: items.map((item) => `${item.field}: ${item.weak}`),
          },
        ]),
        remediation: weak
          .map(
            ({ tunnel }) =>
              `aws ec2 modify-vpn-tunnel-options --vpn-connection-id ${connection.id} --vpn-tunnel-outside-ip-address ${tunnel.OutsideIpAddress} --tunnel-options ${STRONG}`,
          )
          .join('; when that tunnel is up again: '),
      })
    }
  },
})

const STRONG = `'IKEVersions=[{Value=ikev2}],Phase1IntegrityAlgorithms=[{Value=SHA2-256}],Phase2IntegrityAlgorithms=[{Value=SHA2-256}],Phase1DHGroupNumbers=[{Value=14},{Value=20}],Phase2DHGroupNumbers=[{Value=14},{Value=20}]'`

/** What AWS offers in each list and nobody should choose any more. */
const OFFERED = [
  ['IkeVersions', ['ikev1']],
  ['Phase1IntegrityAlgorithms', ['SHA1']],
  ['Phase2IntegrityAlgorithms', ['SHA1']],
  ['Phase1DHGroupNumbers', [2]],
  ['Phase2DHGroupNumbers', [2, 5]],
] as const

interface WeakItem {
  readonly field: string
  readonly weak: string
  readonly isDefault: boolean
}

/** A list that nobody restricted is not in the answer: then the tunnel accepts all that AWS offers, these among them. */
const weakItems = (tunnel: TunnelOptions): readonly WeakItem[] =>
  OFFERED.flatMap(([field, offered]) => {
    const listed = tunnel[field]?.map((one) => one.Value) ?? []
    const isDefault = listed.length === 0
    return (isDefault ? offered : listed).flatMap((value) => {
      const weak = weakName(value)
      return weak === undefined ? [] : [{ field, weak, isDefault }]
    })
  })
