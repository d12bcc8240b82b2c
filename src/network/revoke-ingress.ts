import type { Opening, SecurityGroup } from './security-groups.ts'

/** The command that takes the sources of an opening, and no others, out of a group. */
export function revokeIngress(group: SecurityGroup, { permission, sources }: Opening): string {
  const ports =
    permission.FromPort === undefined ? '' : `,FromPort=${permission.FromPort},ToPort=${permission.ToPort}`
  const lists = sources.filter((source) => source.startsWith('pl-'))
  const ipv6 = sources.filter((source) => source.includes(':'))
  const ipv4 = sources.filter((source) => !lists.includes(source) && !ipv6.includes(source))
  const from =
    ranges('IpRanges', 'CidrIp', ipv4) +
    ranges('Ipv6Ranges', 'CidrIpv6', ipv6) +
    ranges('PrefixListIds', 'PrefixListId', lists)
  return `aws ec2 revoke-security-group-ingress --group-id ${group.id} --ip-permissions 'IpProtocol=${permission.IpProtocol}${ports}${from}'`
}

const ranges = (field: string, key: string, own: readonly string[]): string =>
  own.length > 0 ? `,${field}=[${own.map((source) => `{${key}=${source}}`).join(',')}]` : ''
