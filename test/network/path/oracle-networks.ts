/** Small networks at random, related enough that most connections nearly work. */
import type { Dice } from './dice.ts'
import type {
  Acl,
  Attachment,
  Entry,
  Group,
  Host,
  Nat,
  Network,
  Peering,
  Permission,
  Route,
  Subnet,
  Table,
  Target,
  Transit,
  Vpc,
} from './oracle-model.ts'

const CIDRS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/24',
  '10.0.1.0/24',
  '10.0.2.0/24',
  '10.0.0.0/26',
  '10.0.1.64/26',
  '198.51.100.0/24',
  '8.0.0.0/8',
  '0.0.0.0/1',
  '128.0.0.0/1',
] as const
const RANGES = [
  [0, 65_535],
  [443, 443],
  [22, 443],
  [1024, 65_535],
  [32_768, 65_535],
  [40_000, 50_000],
  [32_768, 60_999],
  [1024, 32_767],
] as const satisfies readonly (readonly [number, number])[]

const ruleOf = (dice: Dice): { protocol: number; from: number; to: number } => {
  const protocol = dice.pick([-1, -1, 6, 6, 17])
  const [from, to] = protocol === -1 ? RANGES[0] : dice.pick<readonly [number, number]>(RANGES)
  return { protocol, from, to }
}

function entriesOf(dice: Dice): readonly Entry[] {
  const some = dice.many(0, 3, (index) => ({
    number: 10 + index * 10 + dice.below(9),
    allow: dice.chance(0.5),
    cidr: dice.pick(CIDRS),
    ...ruleOf(dice),
  }))
  const last: Entry = { number: 100, allow: true, cidr: '0.0.0.0/0', protocol: -1, from: 0, to: 65_535 }
  // Written in any order, as the API gives them.
  return dice.chance(0.85) ? [last, ...some] : some
}

function routesOf(
  dice: Dice,
  targets: readonly Target[],
  own: readonly string[],
  vpcs: readonly { readonly cidr: string }[],
  vpc: string,
  nats: readonly Nat[],
): readonly Route[] {
  const routes = new Map<string, Target>()
  const blackhole: Target = { kind: 'blackhole' }
  const among = (): Target =>
    dice.chance(0.06)
      ? blackhole
      : dice.pick([blackhole, ...targets].slice(targets.length > 0 ? 1 : 0) as [Target, ...Target[]])
  if (dice.chance(0.85)) routes.set('0.0.0.0/0', among())
  for (const other of vpcs) if (other.cidr !== vpc && dice.chance(0.85)) routes.set(other.cidr, among())
  if (dice.chance(0.1))
    routes.set(
      dice.pick(['8.8.0.0/16', '198.51.100.0/25', '10.0.0.0/8', '10.0.1.64/26', '10.0.2.0/25']),
      among(),
    )
  const [nat] = nats
  // Longer than the local route: only to what stands between.
  const [first] = own
  if (first && dice.chance(0.08))
    routes.set(first, nat && dice.chance(0.7) ? { kind: 'nat', name: nat.name } : blackhole)
  return [...routes].filter(([to]) => to !== vpc).map(([to, by]) => ({ to, by }))
}

export function networkOf(dice: Dice): Network {
  const count = 1 + dice.below(3)
  const isCopy = count === 3 && dice.chance(0.2)
  const bare = Array.from({ length: count }, (_, index) => ({
    name: `v${index}`,
    cidr: `10.0.${isCopy && index === 2 ? 1 : index}.0/24`,
    hasInternetGateway: dice.chance(0.8),
  }))
  const acls: readonly Acl[] = bare.flatMap(({ name }) =>
    [0, 1].map((index) => ({
      name: `${name}-acl${index}`,
      vpc: name,
      in: entriesOf(dice),
      out: entriesOf(dice),
    })),
  )
  const places = bare.flatMap(({ name, cidr }) =>
    dice.many(2, 3, (index) => ({
      name: `${name}-s${index}`,
      vpc: name,
      cidr: cidr.replace('.0/24', `.${index * 64}/26`),
      zone: dice.pick(['a', 'a', 'b']),
      acl: `${name}-acl${dice.below(2)}`,
    })),
  )
  const address = (subnet: { readonly cidr: string }, offset: number): string =>
    subnet.cidr.replace(/\.(\d+)\/26$/, (_, base: string) => `.${Number(base) + offset}`)
  const nats: readonly Nat[] = bare.flatMap(({ name }, index) => {
    const home = places.find((one) => one.vpc === name)
    return home && dice.chance(0.6)
      ? [
          {
            name: `nat${index}`,
            subnet: home.name,
            address: address(home, 4),
            publicAddress: `198.51.100.${200 + index}`,
          },
        ]
      : []
  })
  const peerings: readonly Peering[] = [
    ['v0', 'v1'],
    ['v1', 'v2'],
    ['v0', 'v2'],
  ].flatMap(([a = '', b = ''], index) =>
    Number(b[1]) < count && dice.chance(0.6) ? [{ name: `p${index}`, sides: [a, b] as const }] : [],
  )
  const transit = count > 1 && dice.chance(0.7) ? transitOf(dice, bare, places) : undefined

  const tableOf = (vpc: (typeof bare)[number], name: string): Table => {
    const natsHere = nats.filter((one) => places.find((place) => place.name === one.subnet)?.vpc === vpc.name)
    const targets: readonly Target[] = [
      ...(vpc.hasInternetGateway ? [{ kind: 'internet' as const }, { kind: 'internet' as const }] : []),
      ...natsHere.map((one) => ({ kind: 'nat' as const, name: one.name })),
      ...peerings
        .filter((one) => one.sides.includes(vpc.name))
        .map((one) => ({ kind: 'peering' as const, name: one.name })),
      ...(transit ? [{ kind: 'transit' as const }] : []),
    ]
    const own = places.filter((one) => one.vpc === vpc.name).map((one) => one.cidr)
    return { name, routes: routesOf(dice, targets, own, bare, vpc.cidr, natsHere) }
  }
  const vpcs: readonly Vpc[] = bare.map((one) => ({ ...one, main: tableOf(one, `${one.name}-main`) }))
  const subnets: readonly Subnet[] = places.map((place) => {
    const vpc = bare.find((one) => one.name === place.vpc)
    return vpc && dice.chance(0.6) ? { ...place, table: tableOf(vpc, place.name) } : place
  })
  const names = bare.flatMap(({ name }) => [`${name}-g0`, `${name}-g1`]) as [string, ...string[]]
  const permission = (): Permission => ({
    ...ruleOf(dice),
    ...(dice.chance(0.4) ? { group: dice.pick(names) } : { cidr: dice.pick(CIDRS) }),
  })
  const everything: Permission = { protocol: -1, from: 0, to: 65_535, cidr: '0.0.0.0/0' }
  const permissions = (open: number): readonly Permission[] => [
    ...dice.many(1, 2, permission),
    ...(dice.chance(open) ? [everything] : []),
  ]
  const groups: readonly Group[] = names.map((name) => ({
    name,
    vpc: name.slice(0, 2),
    in: permissions(0.5),
    out: permissions(0.8),
  }))
  let given = 0
  const hosts: readonly Host[] = subnets.flatMap((subnet) =>
    dice.many(1, 2, (index) => ({
      name: `${subnet.name}-h${index}`,
      subnet: subnet.name,
      address: address(subnet, 10 + index),
      ...(dice.chance(0.6) ? { publicAddress: `198.51.100.${10 + given++}` } : {}),
      groups: dice.chance(0.3)
        ? [`${subnet.vpc}-g0`, `${subnet.vpc}-g1`]
        : [`${subnet.vpc}-g${dice.below(2)}`],
    })),
  )
  return { vpcs, subnets, acls, groups, hosts, nats, peerings, ...(transit ? { transit } : {}) }
}

function transitOf(
  dice: Dice,
  vpcs: readonly { readonly name: string; readonly cidr: string }[],
  places: readonly { readonly name: string; readonly vpc: string; readonly zone: string }[],
): Transit {
  const attachments: readonly Attachment[] = vpcs
    .filter(() => dice.chance(0.9))
    .map(({ name }) => {
      const own = places.filter((one) => one.vpc === name)
      // One subnet of each zone, and of some zones none.
      const doors = ['a', 'b'].flatMap((zone) => own.findLast((one) => one.zone === zone)?.name ?? [])
      return {
        name: `at-${name}`,
        vpc: name,
        doors: doors.length > 1 && dice.chance(0.3) ? doors.slice(0, 1) : doors,
        associated: dice.chance(0.95),
      }
    })
  const routes = vpcs
    .filter((one, index) => vpcs.findIndex((other) => other.cidr === one.cidr) === index && dice.chance(0.9))
    .map(({ name, cidr }) => ({ to: cidr, by: dice.chance(0.1) ? undefined : `at-${name}` }))
  const [first] = attachments
  if (first && dice.chance(0.4))
    routes.push({
      to: '0.0.0.0/0',
      by: dice.chance(0.1)
        ? undefined
        : dice.pick(attachments.map((one) => one.name) as [string, ...string[]]),
    })
  if (first && dice.chance(0.2))
    routes.push({
      to: dice.pick(['10.0.1.64/26', '10.0.0.0/26']),
      by: dice.chance(0.4) ? undefined : first.name,
    })
  return {
    attachments,
    routes: routes.filter(
      (one) => one.by === undefined || attachments.some((other) => other.name === one.by),
    ),
    knowsGroups: dice.chance(0.5),
  }
}
