import { defineKind } from '../kind.ts'
import { listOfDeliverySources } from './delivery-sources.ts'

/** Those of us-east-1, where CloudFront's logs are delivered from. */
export const edgeDeliverySources = defineKind({ ...listOfDeliverySources, global: true, edge: true })
