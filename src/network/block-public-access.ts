import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { same } from './same.ts'

/**
 * Whether VPC Block Public Access keeps what comes from the internet out of a subnet, whatever its routes say: both of
 * its modes do. The subnet's own field has exclusions in it; the account's options hold for it only when no exclusion
 * can be. Undefined when neither was read, or an exclusion may apply.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
export function blocksInternet(
  subnet: Row & Pick<RowOf<'subnets'>, 'BlockPublicAccessStates'>,
  inventory: Inventory<'vpcBlockPublicAccessOptions'>,
): boolean | undefined {
  const own = subnet.BlockPublicAccessStates?.InternetGatewayBlockMode
  if (own !== undefined) return blocks(own)
  const options = inventory.vpcBlockPublicAccessOptions.get(
    `${subnet.owner ?? subnet.account}/${subnet.region}`,
  )
  const blocked = blocks(options?.InternetGatewayBlockMode)
  if (blocked !== true) return blocked
  return same(options?.ExclusionsAllowed, 'not-allowed') ? true : undefined
}

function blocks(mode: string | undefined): boolean | undefined {
  if (same(mode, 'off')) return false
  return same(mode, 'block-bidirectional', 'block-ingress') ? true : undefined
}
