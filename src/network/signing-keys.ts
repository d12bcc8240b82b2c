import type { RowOf } from '../inventory/inventory.ts'
import type { RecordSet } from './record-groups.ts'
import { valuesOf } from './hosted-zones.ts'

/** What a parent says of a key of its child: a digest of it (DS) or, at some registries, the key itself. */
export interface Anchor {
  readonly tag?: number | undefined
  readonly digestType?: number | undefined
  readonly digest?: string | undefined
  readonly publicKey?: string | undefined
}

type Key = NonNullable<RowOf<'zoneSigning'>['KeySigningKeys']>[number]

/** The keys that the registry has of a domain. */
export const anchorsOfDomain = ({ DnssecKeys }: RowOf<'registeredDomainDetails'>): readonly Anchor[] =>
  (DnssecKeys ?? []).map(({ KeyTag, DigestType, Digest, PublicKey }) => ({
    tag: KeyTag,
    digestType: DigestType,
    digest: Digest,
    publicKey: PublicKey,
  }))

/** A DS record's values: `12345 13 2 4A5B…` is tag, algorithm, type of the digest, digest. */
export const anchorsOfRecord = (record: RecordSet): readonly Anchor[] =>
  valuesOf(record).map((value) => {
    const [tag, , digestType, ...digest] = value.trim().split(/\s+/)
    return { tag: Number(tag), digestType: Number(digestType), digest: digest.join('') }
  })

const bare = (text: string): string => text.replace(/\s/g, '').toLowerCase()

/**
 * Whether the parent means this key. The digests are compared where both are of one type; with different types the tag
 * decides. Undefined where too little is known of one of them.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_KeySigningKey.html
 */
export function isMeant(anchor: Anchor, key: Key): boolean | undefined {
  const { KeyTag, DigestAlgorithmType, DigestValue, PublicKey } = key
  if (anchor.tag === undefined || KeyTag === undefined) {
    return anchor.publicKey === undefined || !PublicKey
      ? undefined
      : bare(anchor.publicKey) === bare(PublicKey)
  }
  if (anchor.tag !== KeyTag) return false
  if (anchor.digestType === undefined || DigestAlgorithmType === undefined) return undefined
  if (anchor.digestType !== DigestAlgorithmType) return true
  return anchor.digest === undefined || !DigestValue ? undefined : bare(anchor.digest) === bare(DigestValue)
}
