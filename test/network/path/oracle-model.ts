/** Networks written down as plain lists, and addresses as strings of bits. */
export interface Vpc {
  readonly name: string
  readonly cidr: string
  readonly hasInternetGateway: boolean
  readonly main: Table
}
export interface Subnet {
  readonly name: string
  readonly vpc: string
  readonly cidr: string
  readonly zone: string
  readonly table?: Table
  readonly acl: string
}
export interface Table {
  readonly name: string
  readonly routes: readonly Route[]
}
export interface Route {
  readonly to: string
  readonly by: Target
}
export type Target =
  | { readonly kind: 'internet' | 'transit' | 'blackhole' }
  | { readonly kind: 'nat' | 'peering'; readonly name: string }
export interface Rule {
  readonly protocol: number
  readonly from: number
  readonly to: number
}
export interface Entry extends Rule {
  readonly number: number
  readonly allow: boolean
  readonly cidr: string
}
export interface Acl {
  readonly name: string
  readonly vpc: string
  readonly in: readonly Entry[]
  readonly out: readonly Entry[]
}
export interface Permission extends Rule {
  readonly cidr?: string
  readonly group?: string
}
export interface Group {
  readonly name: string
  readonly vpc: string
  readonly in: readonly Permission[]
  readonly out: readonly Permission[]
}
export interface Host {
  readonly name: string
  readonly subnet: string
  readonly address: string
  readonly publicAddress?: string
  readonly groups: readonly string[]
}
export interface Nat {
  readonly name: string
  readonly subnet: string
  readonly address: string
  readonly publicAddress: string
}
export interface Peering {
  readonly name: string
  readonly sides: readonly [string, string]
}
export interface Attachment {
  readonly name: string
  readonly vpc: string
  readonly doors: readonly string[]
  readonly associated: boolean
}
export interface Transit {
  readonly attachments: readonly Attachment[]
  readonly routes: readonly { readonly to: string; readonly by: string | undefined }[]
  readonly knowsGroups: boolean
}
export interface Network {
  readonly vpcs: readonly Vpc[]
  readonly subnets: readonly Subnet[]
  readonly acls: readonly Acl[]
  readonly groups: readonly Group[]
  readonly hosts: readonly Host[]
  readonly nats: readonly Nat[]
  readonly peerings: readonly Peering[]
  readonly transit?: Transit
}

const bitsOf = (address: string): string =>
  address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
export function holds(cidr: string, address: string): boolean {
  const [base = '', length] = cidr.split('/')
  return bitsOf(address).startsWith(bitsOf(base).slice(0, Number(length)))
}
export const lengthOf = (cidr: string): number => Number(cidr.split('/')[1])
export const isPrivate = (address: string): boolean => address.startsWith('10.')
export const covers = (rule: Rule, protocol: number, port: number): boolean =>
  rule.protocol === -1 || (rule.protocol === protocol && rule.from <= port && port <= rule.to)

export function found<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const one = all.find((candidate) => candidate.name === name)
  if (!one) throw new Error(`There is no ${name}.`)
  return one
}

/** One packet. */
export interface Packet {
  readonly protocol: number
  readonly source: string
  readonly destination: string
  readonly sourcePort: number
  readonly port: number
}
