import { defineKind } from '../kind.ts'
import { listOfDeliveries } from './deliveries.ts'

/** Those of us-east-1, where CloudFront's logs are delivered from. */
export const edgeDeliveries = defineKind({ ...listOfDeliveries, global: true, edge: true })
