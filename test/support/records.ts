import { type Account, account } from './account.ts'
import type { Item } from './facts-builder.ts'

export type RecordItem = Item<'resourceRecordSets'>

export const ZONE = 'ZEXAMPLECOM'
/** The hosted zone that aliases to load balancers of us-east-1 name. */
const ELB_ZONE = 'Z35SXDOTRQ7X7K'

/** `www.example.com` with an address; `more` makes it part of a set. */
export const address = (Value: string, more: RecordItem = {}): RecordItem => ({
  Name: 'www.example.com.',
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value }],
  ...more,
})

export const cname = (Value: string, more: RecordItem = {}): RecordItem => ({
  ...address(Value),
  Type: 'CNAME',
  ...more,
})

/** An alias to something of AWS's; its health is evaluated. */
export const alias = (DNSName: string, more: RecordItem = {}, HostedZoneId = ELB_ZONE): RecordItem => ({
  Name: 'www.example.com.',
  Type: 'A',
  AliasTarget: { DNSName, HostedZoneId, EvaluateTargetHealth: true },
  ...more,
})

/** An alias to other records of the zone. */
export const aliasTo = (name: string, more: RecordItem = {}): RecordItem => alias(`${name}.`, more, ZONE)

/** The same alias, whose target's health nobody looks at. */
export const unevaluated = (record: RecordItem): RecordItem => ({
  ...record,
  AliasTarget: { ...record.AliasTarget, EvaluateTargetHealth: false } as RecordItem['AliasTarget'],
})

export const primary = (more: RecordItem = {}): RecordItem => ({
  SetIdentifier: 'main',
  Failover: 'PRIMARY',
  ...more,
})
export const secondary = (more: RecordItem = {}): RecordItem => ({
  SetIdentifier: 'standby',
  Failover: 'SECONDARY',
  ...more,
})
export const weight = (Weight: number, SetIdentifier: string, more: RecordItem = {}): RecordItem => ({
  SetIdentifier,
  Weight,
  ...more,
})
export const latency = (Region: NonNullable<RecordItem['Region']>, more: RecordItem = {}): RecordItem => ({
  SetIdentifier: Region,
  Region,
  ...more,
})
export const country = (CountryCode: string, more: RecordItem = {}): RecordItem => ({
  SetIdentifier: CountryCode,
  GeoLocation: { CountryCode },
  ...more,
})

/** The host of the load balancer `name` in a region. */
export const elb = (name: string, region = 'us-east-1'): string =>
  `${name}-123456789.${region}.elb.amazonaws.com`

/** The zone example.com with these records, and a health check `hc-1`. */
export const zone = (...records: readonly RecordItem[]): Account =>
  account().healthCheck('hc-1').hostedZone('example.com', records)

/** The same, of which another service of AWS's (Cloud Map) takes care. */
export const serviceZone = (...records: readonly RecordItem[]): Account =>
  account()
    .healthCheck('hc-1')
    .hostedZone('example.com', records, {
      LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' },
    })
