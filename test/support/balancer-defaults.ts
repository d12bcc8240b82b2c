import type { Item } from './facts-builder.ts'

type Attributes = Readonly<Record<string, string>>

const LOGS: Attributes = { 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': 'elb-logs' }

/** The attributes of a healthy load balancer, by its type. */
export const BALANCER_DEFAULTS: Readonly<Record<'application' | 'network' | 'gateway', Attributes>> = {
  application: {
    'load_balancing.cross_zone.enabled': 'true',
    ...LOGS,
    'idle_timeout.timeout_seconds': '60',
    'routing.http.desync_mitigation_mode': 'defensive',
    'routing.http.drop_invalid_header_fields.enabled': 'true',
  },
  network: { 'load_balancing.cross_zone.enabled': 'false', ...LOGS },
  gateway: { 'load_balancing.cross_zone.enabled': 'false' },
}

/** The attributes of a healthy Classic Load Balancer. */
export const CLASSIC_DEFAULTS: Item<'classicLoadBalancerAttributes'> = {
  CrossZoneLoadBalancing: { Enabled: true },
  ConnectionDraining: { Enabled: true, Timeout: 300 },
  AccessLog: { Enabled: true, S3BucketName: 'elb-logs', EmitInterval: 60 },
  AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'defensive' }],
}
