import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

type Subnet = Row & Pick<RowOf<'subnets'>, 'BlockPublicAccessStates'>

/**
 * What VPC Block Public Access does to a subnet: `ingress` stops all but NAT and egress-only gateways, which let
 * nobody in; `bidirectional` stops those, too. The subnet's own field has exclusions in it; the account's options hold
 * for it only when no exclusion can be. Undefined when neither was read, or an exclusion may apply.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
export function blockMode(
  subnet: Subnet,
  inventory: Inventory<'vpcBlockPublicAccessOptions'>,
): 'off' | 'ingress' | 'bidirectional' | undefined {
  const own = modeOf(subnet.BlockPublicAccessStates?.InternetGatewayBlockMode)
  if (own !== undefined) return own
  const options = inventory.vpcBlockPublicAccessOptions.get(
    `${subnet.owner ?? subnet.account}/${subnet.region}`,
  )
  const mode = modeOf(options?.InternetGatewayBlockMode)
  return mode === 'off' || same(options?.ExclusionsAllowed, 'not-allowed') ? mode : undefined
}

function modeOf(mode: string | undefined): 'off' | 'ingress' | 'bidirectional' | undefined {
  if (same(mode, 'off')) return 'off'
  if (same(mode, 'block-ingress')) return 'ingress'
  return same(mode, 'block-bidirectional') ? 'bidirectional' : undefined
}

/** Whether it keeps what comes from the internet out of a subnet, whatever its routes say: both of its modes do. */
export function blocksInternet(
  subnet: Subnet,
  inventory: Inventory<'vpcBlockPublicAccessOptions'>,
): boolean | undefined {
  const mode = blockMode(subnet, inventory)
  return mode === undefined ? undefined : mode !== 'off'
}
