import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, type Resource, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'vpcEndpoints'>
type Connection = RowOf<'vpcEndpointConnections'>

const HOUR = 3_600_000

export default defineRule({
  id: 'endpoint-connection-not-available',
  title: 'VPC endpoint waits for acceptance, or was rejected, or failed',
  topic: 'endpoint',
  pillar: 'operations',
  severity: 'medium',
  needs: ['vpcEndpoints'],
  consults: ['vpcEndpointConnections'],
  settings: { pendingRequestHours: 72, pendingHours: 1 },
  why: `An endpoint that its service never accepted, or that failed, has a name that leads nowhere: clients time out, and
the provider does not know that somebody waits.`,
  fix: `As the provider, accept or reject the connection. As the consumer, delete a rejected or failed endpoint and create
it anew.`,
  check: `In the VPC console, look through the endpoints, and the «Endpoint connections» of each endpoint service, for any
status but Available.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',

  *judge(inventory, { now, settings }) {
    const age = (since: string | undefined): number => (now - Date.parse(String(since))) / HOUR
    for (const endpoint of inventory.vpcEndpoints) {
      const { State, CreationTimestamp } = endpoint
      const limit = same(State, 'pending') ? settings.pendingHours : settings.pendingRequestHours
      yield* judge(endpoint, State, age(CreationTimestamp), limit, () => asConsumer(endpoint))
    }
    for (const connection of inventory.vpcEndpointConnections) {
      const { VpcEndpointState: state, CreationTimestamp } = connection
      // Only these two are the provider's to clear.
      if (state !== undefined && !same(state, 'pendingacceptance', 'failed', 'available')) continue
      yield* judge(
        connection,
        state,
        age(CreationTimestamp),
        settings.pendingRequestHours,
        () => asProvider(connection),
        connection.ServiceId,
      )
    }
  },
})

interface Words {
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly remediation: string
}

function* judge(
  resource: Resource,
  state: string | undefined,
  hours: number,
  limit: number,
  words: () => Words,
  key?: string,
): Generator<Judgement> {
  if (same(state, 'deleting', 'deleted')) return
  const waits = same(state, 'pending', 'pendingacceptance')
  if (state === undefined) yield unknown(resource, 'its state is not in the answer', key)
  else if (same(state, 'available') || (waits && hours <= limit)) yield pass(resource, key)
  else if (waits && Number.isNaN(hours))
    yield unknown(resource, `it is ${state}, but since when is not in the answer`, key)
  else if (waits || same(state, 'rejected', 'failed', 'expired', 'partial')) {
    const { message, fields, remediation } = words()
    const since = waits ? ` for ${Math.floor(hours)} hours` : ''
    yield fail(resource, {
      ...(key === undefined ? {} : { key }),
      message: message.replace('STATE', `${state}${since}`),
      evidence: [[resource, `is ${state}${since}`, fields]],
      remediation,
    })
  } else yield unknown(resource, `its state ${state} is not one that is known here`, key)
}

function asConsumer(endpoint: Endpoint): Words {
  const { ServiceName, State, LastError, FailureReason, CreationTimestamp } = endpoint
  const why = LastError?.Message ?? FailureReason
  const again = `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${endpoint.id}, and create it anew`
  return {
    message: `What is sent to ${ServiceName} by this endpoint arrives nowhere: it is STATE${why ? ` (${why})` : ''}.`,
    fields: { VpcEndpointId: endpoint.id, ServiceName, State, LastError, FailureReason, CreationTimestamp },
    remediation: same(State, 'pendingacceptance')
      ? `Ask the owner of ${ServiceName} to accept it (aws ec2 accept-vpc-endpoint-connections), or ${again}`
      : again,
  }
}

function asProvider(connection: Connection): Words {
  const { ServiceId, VpcEndpointState, VpcEndpointOwner, CreationTimestamp } = connection
  const ids = `--service-id ${ServiceId} --vpc-endpoint-ids ${connection.id}`
  return {
    message: `Account ${VpcEndpointOwner} does not reach ${ServiceId} by its endpoint ${connection.id}, which is STATE.`,
    fields: {
      VpcEndpointId: connection.id,
      ServiceId,
      State: VpcEndpointState,
      VpcEndpointOwner,
      CreationTimestamp,
    },
    remediation: `aws ec2 accept-vpc-endpoint-connections ${ids}, or aws ec2 reject-vpc-endpoint-connections ${ids}`,
  }
}
