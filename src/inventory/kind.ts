import type { Params, Place } from '../snapshot/fact.ts'
import type { Paging } from './paging.ts'

/** `ec2:DescribeVpcs`: only reads can be declared, so a kind that could change an account does not compile. */
export type Operation = `${string}:${'Describe' | 'Get' | 'List' | 'Search'}${string}`

/** What identifies a resource: the CloudFormation type, and what AWS calls its id. */
export interface Identity {
  readonly type: string
  readonly id: string
  readonly arn?: string | undefined
  readonly name?: string | undefined
  /** The account that owns it, where AWS says so; shared resources are listed in other accounts, too. */
  readonly owner?: string | undefined
}

/** An item as AWS gave it (the API's own field names), with where it was read and what identifies it. */
export type Row<Item = object> = Item & Identity & Place

/** What a judgement, a hop or a piece of evidence is about: any row is one. */
export type Resource = Pick<Row, 'account' | 'region' | 'type' | 'id' | 'arn' | 'name'>

/** Reads that go once for a key of another kind's rows: a target group's health, a hosted zone's records. */
export interface Per {
  readonly from: readonly Source[]
  /** The request field that takes the key … */
  readonly param: string
  /** … or, where the operation takes many keys at once, a list of at most so many. */
  readonly batch?: number
  /** What else goes into the request for a key; the key's own field is overwritten by it. */
  readonly with?: (key: string) => Params
  /** Keys that are ids of this kind's rows in the same place need no asking: its list says all of them. */
  readonly except?: Kind
}

export interface Source {
  readonly kind: Kind
  // A method, so that kinds with rows of their own are still kinds: the row is always of `kind`.
  keys(row: object): readonly string[]
}

const NONE: readonly string[] = []

/** Where per-parent keys come from, typed by the parent's rows. */
export const from = <Item>(
  kind: Kind<Item>,
  keys: (row: Row<Item>) => string | undefined | readonly (string | undefined)[],
): Source => ({
  // The source is only ever handed rows of the kind it was made with.
  kind: kind as unknown as Kind,
  keys(row) {
    const found = keys(row as Row<Item>)
    if (typeof found === 'string') return found === '' ? NONE : [found]
    return found?.filter((key): key is string => key !== undefined && key !== '') ?? NONE
  },
})

/** What an account contains one sort of: which operation lists it, where its items are in the answer, what names them. */
export interface Kind<Item = object> {
  readonly operation: Operation
  /** Read once an account (Route 53, CloudFront) and not once a region. */
  readonly global?: boolean
  /**
   * A global kind that regional services keep in us-east-1: CloudFront's certificates, alarms on health checks. Where
   * that region was read for itself, its facts answer for this kind, too.
   */
  readonly edge?: boolean
  readonly params?: Params
  readonly paging?: Paging
  readonly per?: Per
  items(page: object, asked: Params): readonly Item[] | undefined
  /** What the request says of each item, and the answer does not. */
  added?(asked: Params): object
  /** Errors that are answers, by name: the items that each stands for. «There is no such bucket» is one, of none. */
  saidByError?(name: string, asked: Params): readonly Item[] | undefined
  /** Whether a page says that there is more which no token leads to. */
  readonly cutOff?: string
  /**
   * Fields that AWS gives with every item and without which the others cannot be understood: a route table without its
   * VPC could be anybody's. An answer with an item that lacks one counts as unread. `Routes.GatewayId|NatGatewayId`
   * asks each route for one of the two. What matters to an item alone does not belong here: rules say `unknown` then.
   */
  readonly always?: readonly string[]
  /** As `always`, where the names of the fields do not tell: what an item lacks. */
  lacks?(item: Item): string | undefined
  identify(item: Item, place: Place): Identity | undefined
}

interface KindDefinition<Page, Item> extends Omit<
  Kind<Item>,
  'items' | 'identify' | 'lacks' | 'saidByError' | 'added'
> {
  readonly saidByError?: (name: string, asked: Params) => readonly Item[] | undefined
  readonly added?: (asked: Params) => object
  readonly items: (page: Page, asked: Params) => readonly Item[] | undefined
  /** Undefined when the item lacks its id: the answer then counts as unread, since others may refer to it. */
  readonly identify: (item: Item, place: Place) => Identity | undefined
  readonly lacks?: (item: Item) => string | undefined
}

export const defineKind = <Page extends object, Item extends object>(
  definition: KindDefinition<Page, Item>,
): Kind<Item> =>
  // Pages are what AWS answered to `operation`; that they have its shape is AWS's promise, and every field is optional.
  definition

interface Tagged {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** What the console shows as a resource's name: its tag `Name`. */
const nameTag = (tags: readonly Tagged[] | undefined): string | undefined =>
  tags?.find((tag) => tag.Key === 'Name')?.Value || undefined

/** `aws`, `aws-cn` or `aws-us-gov`, by the region's name. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return 'aws'
}

/** The identity of an EC2 resource: its ARN is made of what every account can know. */
export function ec2Identity(
  type: string,
  arnType: string,
  id: string | undefined,
  place: Place,
  more: { readonly tags?: readonly Tagged[] | undefined; readonly owner?: string | undefined } = {},
): Identity | undefined {
  if (!id) return undefined
  const account = more.owner ?? place.account
  return {
    type: `AWS::EC2::${type}`,
    id,
    arn: `arn:${partitionOf(place.region)}:ec2:${place.region}:${account}:${arnType}/${id}`,
    name: nameTag(more.tags),
    owner: more.owner,
  }
}
