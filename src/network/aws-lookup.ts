import type { Inventory, Row, RowOf } from '../inventory/inventory.ts'
import { type AwsName, hostOf } from './aws-names.ts'
import { same } from './same.ts'

type Looks = Inventory<
  | 'hostedZones'
  | 'loadBalancers'
  | 'classicLoadBalancers'
  | 'vpcEndpoints'
  | 'accelerators'
  | 'customRoutingAccelerators'
  | 'distributions'
>

/** The resource that an AWS name means, where it was looked for in vain, or why its absence would prove nothing. */
export type Lookup =
  | { readonly found: Row }
  | {
      readonly absentFrom: {
        readonly what: string
        readonly accounts: readonly string[]
        readonly region: string
      }
    }
  | { readonly unknown: string }

type Searched = Looks[
  | 'loadBalancers'
  | 'classicLoadBalancers'
  | 'vpcEndpoints'
  | 'accelerators'
  | 'customRoutingAccelerators']

const GLOBAL = 'global'

/** Every account of which something was read that this module looks at. */
export function knownAccounts(inventory: Looks): readonly string[] {
  const accounts = new Set([inventory.here.account])
  const tables = [
    inventory.hostedZones,
    inventory.loadBalancers,
    inventory.classicLoadBalancers,
    inventory.vpcEndpoints,
  ]
  for (const table of tables) for (const row of table.everywhere) accounts.add(row.account)
  return [...accounts].toSorted()
}

/**
 * Finds the resource behind an AWS name. That none has the name says something only where all audited accounts were
 * read, and have resources of that sort there at all: else the name is likely one of an account that was not audited.
 * A name of CloudFront's proves nothing by its absence: API Gateway, AppSync, Cognito, Amplify and connection groups
 * have such names, too, and distributions with them are in no list.
 */
export function lookUp(name: AwsName, accounts: readonly string[], inventory: Looks): Lookup {
  if (name.kind === 'other')
    return { unknown: `whether it exists is known to ${name.service} only, which is not read` }
  if (name.kind === 'distribution') {
    const [found] = inventory.distributions.where(hostOfRow, name.host)
    return found
      ? { found }
      : {
          unknown: `no distribution that was read has the name ${name.host}; an API, a connection group or another account may`,
        }
  }
  if (name.kind === 'load-balancer') return lookUpBalancer(name, accounts, inventory)
  if (name.kind === 'accelerator') {
    const [found] = [
      ...inventory.accelerators.where(hostOfRow, name.host),
      ...inventory.customRoutingAccelerators.where(hostOfRow, name.host),
    ]
    const tables = [inventory.accelerators, inventory.customRoutingAccelerators]
    return found ? { found } : absence('accelerator', tables, accounts, GLOBAL)
  }
  const endpoint = inventory.vpcEndpoints.get(name.id)
  if (endpoint && !same(endpoint.State, 'deleted')) return { found: endpoint }
  return absence('VPC endpoint', [inventory.vpcEndpoints], accounts, name.region)
}

/** `lookUp`, of the names of load balancers alone. */
export function lookUpBalancer(
  { host, region }: AwsName & { readonly kind: 'load-balancer' },
  accounts: readonly string[],
  inventory: Pick<Looks, 'loadBalancers' | 'classicLoadBalancers'>,
): Lookup {
  const { balancer, classic } = balancerNamed(host, inventory)
  const found = balancer ?? classic
  const tables = [inventory.loadBalancers, inventory.classicLoadBalancers]
  return found ? { found } : absence('load balancer', tables, accounts, region)
}

/** The load balancer with a name, without the labels in front. */
export function balancerNamed(
  host: string,
  { loadBalancers, classicLoadBalancers }: Pick<Looks, 'loadBalancers' | 'classicLoadBalancers'>,
): {
  readonly balancer?: RowOf<'loadBalancers'> | undefined
  readonly classic?: RowOf<'classicLoadBalancers'> | undefined
} {
  const [balancer] = loadBalancers.where(hostOfRow, host)
  const [classic] = classicLoadBalancers.where(hostOfRow, host)
  return { balancer, classic }
}

/** ELB and Global Accelerator write DNSName and DnsName, CloudFront DomainName. */
const hostOfRow = (row: {
  readonly DNSName?: string | undefined
  readonly DnsName?: string | undefined
  readonly DomainName?: string | undefined
}): string | undefined => hostOf(row.DNSName ?? row.DnsName ?? row.DomainName)

function absence(
  what: string,
  tables: readonly Searched[],
  accounts: readonly string[],
  region: string,
): Lookup {
  const place = region === GLOBAL ? 'anywhere' : `in ${region}`
  const missed = accounts.filter((account) => tables.some((table) => !table.readIn({ account, region })))
  if (missed.length > 0) {
    return {
      unknown: `no ${what} that was read has its name, but those ${place} were not read in ${missed.join(', ')}`,
    }
  }
  if (tables.some((table) => !table.complete)) {
    return {
      unknown: `no ${what} that was read has its name, but not all accounts and regions could be read`,
    }
  }
  if (!tables.some((table) => table.everywhere.some((row) => row.region === region))) {
    return {
      unknown: `the audited accounts have no ${what} ${place}: it may be one of an account that was not audited`,
    }
  }
  return { absentFrom: { what, accounts, region } }
}
