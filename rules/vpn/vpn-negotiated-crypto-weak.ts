import type { RowOf } from '../../src/inventory/inventory.ts'
import { tunnelKey } from '../../src/inventory/vpn-tunnel.ts'
import { same } from '../../src/network/same.ts'
import { weakName } from '../../src/network/vpn-crypto.ts'
import { NO_STATUS, isUp, tunnelsOf } from '../../src/network/vpn-tunnels.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Negotiated = RowOf<'activeVpnTunnels'>

export default defineRule({
  id: 'vpn-negotiated-crypto-weak',
  title: 'Live VPN tunnel uses IKEv1, SHA-1 or a weak Diffie-Hellman group',
  topic: 'vpn',
  pillar: 'security',
  severity: 'high',
  needs: ['vpnConnections', 'activeVpnTunnels'],
  why: `The lists of a tunnel say what it would accept; this is what it agreed on with the device, and what protects the
traffic now. A group of 1024 bits is within reach of those who record traffic to read it later.`,
  fix: `Let the device propose IKEv2, AES-256, SHA2-256 and group 14 or higher, then restrict the tunnel to these.`,
  check: `Run aws ec2 get-active-vpn-tunnel-status for each tunnel that is up.`,
  reference: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',

  *judge(inventory) {
    for (const connection of inventory.vpnConnections) {
      if (!same(connection.State, 'available')) continue
      const tunnels = tunnelsOf(connection)
      if (!tunnels) {
        yield unknown(connection, NO_STATUS)
        continue
      }
      const live = tunnels.filter(isUp).map(({ OutsideIpAddress }) => {
        const [status] = inventory.activeVpnTunnels.under(tunnelKey(connection.id, OutsideIpAddress)) ?? []
        return { OutsideIpAddress, status, weak: weakIn(status) }
      })
      if (live.length === 0) continue
      const weak = live.filter((tunnel) => tunnel.weak.length > 0)
      const [first] = weak
      if (!first) {
        const vague = live.find(({ status }) => !isComplete(status))
        yield vague
          ? unknown(
              connection,
              `what the tunnel to ${vague.OutsideIpAddress} negotiated is not, or not all, in the answer`,
            )
          : pass(connection)
        continue
      }
      const names = [...new Set(weak.flatMap((tunnel) => tunnel.weak))]
      yield fail(connection, {
        message: `${weak.length > 1 ? 'Its tunnels use' : `The tunnel to ${first.OutsideIpAddress} uses`} ${names.join(', ')}: what passes through can be recorded today and read or forged once that is broken.`,
        evidence: weak.map(({ OutsideIpAddress, status, weak: used }) => [
          connection,
          `negotiated ${used.join(', ')} on tunnel ${OutsideIpAddress}`,
          { VpnConnectionId: connection.id, OutsideIpAddress, ...algorithmsOf(status) },
        ]),
        remediation: `Let customer gateway device ${connection.CustomerGatewayId ?? ''} propose IKEv2, AES-256, SHA2-256 and group 14 or higher; then ${weak
          .map(
            ({ OutsideIpAddress }) =>
              `aws ec2 modify-vpn-tunnel-options --vpn-connection-id ${connection.id} --vpn-tunnel-outside-ip-address ${OutsideIpAddress} --tunnel-options 'IKEVersions=[{Value=ikev2}]'`,
          )
          .join('; ')}`,
      })
    }
  },
})

/** A tunnel that is still being provisioned says nothing of itself yet. */
const isAvailable = (status: Negotiated | undefined): status is Negotiated =>
  same(status?.ProvisioningStatus, 'available')

const weakIn = (status: Negotiated | undefined): readonly string[] =>
  isAvailable(status)
    ? [
        ...new Set(
          [
            status.IkeVersion,
            status.Phase1IntegrityAlgorithm,
            status.Phase1DHGroup,
            status.Phase2IntegrityAlgorithm,
            status.Phase2DHGroup,
          ].flatMap((value) => weakName(value) ?? []),
        ),
      ]
    : []

/**
 * AES-GCM needs no integrity algorithm, and the first keys of phase 2 come from phase 1's exchange in IKEv2: only
 * there may these be missing.
 */
function isComplete(status: Negotiated | undefined): boolean {
  if (!isAvailable(status) || !status.IkeVersion || status.Phase1DHGroup === undefined) return false
  const isGcm = (algorithm: string | undefined): boolean => algorithm?.includes('GCM') === true
  return (
    (status.Phase1IntegrityAlgorithm !== undefined || isGcm(status.Phase1EncryptionAlgorithm)) &&
    (status.Phase2IntegrityAlgorithm !== undefined || isGcm(status.Phase2EncryptionAlgorithm)) &&
    (status.Phase2DHGroup !== undefined || same(status.IkeVersion, 'ikev2'))
  )
}

const algorithmsOf = (status: Negotiated | undefined): Readonly<Record<string, unknown>> => ({
  IkeVersion: status?.IkeVersion,
  Phase1EncryptionAlgorithm: status?.Phase1EncryptionAlgorithm,
  Phase1IntegrityAlgorithm: status?.Phase1IntegrityAlgorithm,
  Phase1DHGroup: status?.Phase1DHGroup,
  Phase2EncryptionAlgorithm: status?.Phase2EncryptionAlgorithm,
  Phase2IntegrityAlgorithm: status?.Phase2IntegrityAlgorithm,
  Phase2DHGroup: status?.Phase2DHGroup,
})
