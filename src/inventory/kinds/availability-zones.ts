import type { DescribeAvailabilityZonesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'

/** By zone id: `us-east-1a` is another building in each account, `use1-az4` is the same one. */
export const availabilityZones = defineKind({
  operation: 'ec2:DescribeAvailabilityZones',
  params: { AllAvailabilityZones: true },
  items: (page: Plain<DescribeAvailabilityZonesResult>) => page.AvailabilityZones,
  identify: (item, place) => ec2Identity('AvailabilityZone', 'availability-zone', item.ZoneId, place),
})
