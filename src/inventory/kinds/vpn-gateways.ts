import type { DescribeVpnGatewaysResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'

/** Virtual private gateways, with the VPC that each is attached to. */
export const vpnGateways = defineKind({
  operation: 'ec2:DescribeVpnGateways',
  items: (page: Plain<DescribeVpnGatewaysResult>) => page.VpnGateways,
  identify: (item, place) =>
    ec2Identity('VPNGateway', 'vpn-gateway', item.VpnGatewayId, place, { tags: item.Tags }),
})
