import { same } from '../same.ts'
import type { Subnet, World } from './world.ts'

/**
 * What VPC Block Public Access does to a subnet: `ingress` stops all but NAT and egress-only gateways, which let
 * nobody in; `bidirectional` stops those, too. Undefined where it was not read.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
export function blockMode(subnet: Subnet, world: World): 'off' | 'ingress' | 'bidirectional' | undefined {
  const own = subnet.BlockPublicAccessStates?.InternetGatewayBlockMode
  const options = world.vpcBlockPublicAccessOptions.get(`${subnet.owner ?? subnet.account}/${subnet.region}`)
  // With exclusions allowed, the account's options do not tell what holds for one subnet; its own field does.
  const mode = own ?? options?.InternetGatewayBlockMode
  if (same(mode, 'off')) return 'off'
  if (same(mode, 'block-ingress')) return 'ingress'
  return same(mode, 'block-bidirectional') ? 'bidirectional' : undefined
}
