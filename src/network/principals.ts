import type { RowOf } from '../inventory/inventory.ts'

type Permission = RowOf<'vpcEndpointServicePermissions'>

/**
 * Who a permission of an endpoint service means: everyone, an account (by itself, or by one of its roles and users), or
 * something that is neither (a service, a part of an organisation).
 * https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#add-remove-permissions
 */
export function principalOf({
  Principal,
}: Pick<Permission, 'Principal'>): { readonly everyone: true } | { readonly account: string } | undefined {
  if (Principal === '*') return { everyone: true }
  const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::|$)/.exec(Principal ?? '')?.[1]
  return account === undefined ? undefined : { account }
}
