import type { Inventory } from '../inventory/inventory.ts'
import { namesOf } from './certificate-names.ts'
import type { OriginBalancer } from './origin-balancers.ts'
import { same } from './same.ts'

type Known = Inventory<'listeners' | 'listenerCertificates' | 'certificates' | 'certificateDetails'>

/** The certificates by which a load balancer answers at a port. */
export interface Presented {
  readonly listener: string
  readonly names: readonly string[]
  /** The certificates whose names are not all known: another account's, or IAM's, which tells none. */
  readonly unread: readonly string[]
}

/** A text where it is not known, or nobody ends TLS there. */
export function presentedAt(
  { balancer, classic }: OriginBalancer,
  port: number,
  inventory: Known,
): Presented | string {
  if (classic) return ofClassic(classic, port, inventory)
  const listeners = inventory.listeners.under(balancer.id)
  if (!listeners?.every((listener) => listener.Port !== undefined)) return 'its listeners were not all read'
  const listener = listeners.find((one) => one.Port === port)
  if (!listener || !same(listener.Protocol, 'HTTPS', 'TLS')) return noTls(port, listener?.Protocol)
  const certificates = inventory.listenerCertificates.under(listener.id)
  if (!certificates || certificates.length === 0)
    return `the certificates of its listener on port ${port} were not read`
  return {
    listener: listener.id,
    ...presented(
      certificates.map((one) => one.CertificateArn),
      inventory,
    ),
  }
}

function ofClassic(
  classic: NonNullable<OriginBalancer['classic']>,
  port: number,
  inventory: Known,
): Presented | string {
  const listeners = (classic.ListenerDescriptions ?? []).map((one) => one.Listener)
  const listener = listeners.find((one) => one?.LoadBalancerPort === port)
  if (!listener || !same(listener.Protocol, 'HTTPS', 'SSL') || !listener.SSLCertificateId)
    return noTls(port, listener?.Protocol)
  return { listener: `${classic.id}:${port}`, ...presented([listener.SSLCertificateId], inventory) }
}

const noTls = (port: number, protocol: string | undefined): string =>
  protocol
    ? `its listener on port ${port} (${protocol}) does not end TLS, so what is behind it shows a certificate that is not read`
    : `no listener on port ${port}, with its protocol, is in the answer`

function presented(arns: readonly (string | undefined)[], inventory: Known): Omit<Presented, 'listener'> {
  const read = arns.map((arn) => ({ arn, names: namesOf(inventory.certificates.get(arn), inventory) }))
  return {
    names: [...new Set(read.flatMap((one) => one.names ?? []))],
    unread: read.flatMap(({ arn, names }) => (names ? [] : (arn ?? 'one without a name'))),
  }
}
