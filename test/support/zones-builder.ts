import { createHash } from 'node:crypto'
import { CertificateBuilder } from './certificate-builder.ts'
import type { Item } from './facts-builder.ts'

type RecordItem = Item<'resourceRecordSets'>

/** Who answers for a name: delegation and signing. */
export class ZonesBuilder extends CertificateBuilder {
  zoneId(zone: string): string {
    return `Z${zone.replace(/\W/g, '').toUpperCase()}`
  }

  /** The four name servers that Route 53 gives a zone. */
  nameServers(zone: string): string[] {
    const hash = createHash('sha1').update(zone).digest()
    return ['com', 'net', 'org', 'co.uk'].map((top, index) => {
      const number = index * 512 + (hash[index] ?? 0)
      return `ns-${number}.awsdns-${String(number % 64).padStart(2, '0')}.${top}`
    })
  }

  /** An NS record: `shop.example.com` is answered by these servers. */
  nsRecord(name: string, servers: readonly string[]): RecordItem {
    const ResourceRecords = servers.map((server) => ({ Value: `${server}.` }))
    return { Name: `${name}.`, Type: 'NS', TTL: 172_800, ResourceRecords }
  }

  /** A public zone as Route 53 makes it, with its name servers, SOA and NS records, and these records. */
  publicZone(
    name: string,
    records: readonly RecordItem[] = [],
    {
      id = name,
      servers = this.nameServers(id),
      apex = servers,
      set,
      ...fields
    }: Item<'hostedZones'> & {
      /** Tells zones of one name apart. */
      readonly id?: string
      readonly servers?: readonly string[]
      /** The NS record of the zone itself, where it is not its name servers. */
      readonly apex?: readonly string[]
      /** A reusable delegation set. */
      readonly set?: string
    } = {},
  ): this {
    this.add(
      'hostedZoneDetails',
      {
        HostedZoneId: this.zoneId(id),
        Name: `${name}.`,
        DelegationSet: { ...(set ? { Id: `/delegationset/${set}` } : {}), NameServers: [...servers] },
      },
      { Id: this.zoneId(id) },
    )
    return this.#zone(id, [this.nsRecord(name, apex), soa(name), ...records], {
      Name: `${name}.`,
      ...fields,
    })
  }

  /** A private zone of these VPCs, by their names or ids; `vpc-far@eu-west-1` lies in another region. */
  privateZone(
    name: string,
    vpcs: readonly string[],
    records: readonly RecordItem[] = [],
    { id = `${name}-private`, ...fields }: Item<'hostedZones'> & { readonly id?: string } = {},
  ): this {
    const VPCs = vpcs.map((vpc) => {
      const [role = '', VPCRegion = this.region] = vpc.split('@')
      return { VPCRegion: VPCRegion as 'us-east-1', VPCId: this.vpcOf(role) } // the SDK's type is a list of all regions
    })
    this.add(
      'hostedZoneDetails',
      { HostedZoneId: this.zoneId(id), Name: `${name}.`, VPCs },
      { Id: this.zoneId(id) },
    )
    return this.#zone(id, [this.nsRecord(name, ['ns-0.awsdns-00.com']), soa(name), ...records], {
      Name: `${name}.`,
      Config: { PrivateZone: true },
      ...fields,
    })
  }

  #zone(id: string, records: readonly RecordItem[], fields: Item<'hostedZones'>): this {
    for (const record of records) this.add('resourceRecordSets', record, { HostedZoneId: this.zoneId(id) })
    return this.add('hostedZones', {
      Id: `/hostedzone/${this.zoneId(id)}`,
      CallerReference: id,
      Config: { PrivateZone: false },
      ResourceRecordSetCount: records.length,
      ...fields,
    })
  }

  /** Gives each public zone what Route 53 gives it and the story left out: name servers, SOA and NS records. */
  completeZones(): this {
    this.change('hostedZones', (zone) => {
      const { Name = '', Id = '', Config } = zone
      const HostedZoneId = Id.replace('/hostedzone/', '')
      if (
        Config?.PrivateZone !== false ||
        this.find('hostedZoneDetails', (one) => one.HostedZoneId === HostedZoneId)
      )
        return zone
      const name = Name.replace(/\.$/, '')
      const NameServers = this.nameServers(name)
      this.add(
        'hostedZoneDetails',
        { HostedZoneId, Name, DelegationSet: { NameServers } },
        { Id: HostedZoneId },
      )
      for (const record of [this.nsRecord(name, NameServers), soa(name)])
        this.add('resourceRecordSets', record, { HostedZoneId })
      return { ...zone, ResourceRecordSetCount: (zone.ResourceRecordSetCount ?? 0) + 2 }
    })
    return this
  }

  /** Whether a zone is signed, and by which keys: `ksk-1 12345 ACTIVE` is name, key tag, status. */
  signing(
    zone: string,
    keys: readonly string[] = ['ksk1 12345 ACTIVE'],
    ServeSignature = 'SIGNING',
    StatusMessage?: string,
  ): this {
    return this.add(
      'zoneSigning',
      {
        Status: { ServeSignature, ...(StatusMessage ? { StatusMessage } : {}) },
        KeySigningKeys: keys.map((line) => {
          const [Name = '', tag = '', Status = ''] = line.split(' ')
          return {
            Name,
            KeyTag: Number(tag),
            Status,
            KmsArn: `arn:aws:kms:us-east-1:${this.id}:key/${Name}`,
            SigningAlgorithmType: 13,
            DigestAlgorithmType: 2,
            DigestValue: digestOf(Number(tag)),
            PublicKey: `key-${tag}`,
          }
        }),
      },
      { HostedZoneId: this.zoneId(zone) },
    )
  }

  /** A DS record for a key by its tag. */
  dsRecord(name: string, tag: number): RecordItem {
    const Value = `${tag} 13 2 ${digestOf(tag)}`
    return { Name: `${name}.`, Type: 'DS', TTL: 3600, ResourceRecords: [{ Value }] }
  }

  /** A domain that is registered with Route 53: its name servers, and the tags of the keys that the registry has. */
  domain(
    DomainName: string,
    {
      servers = this.nameServers(DomainName),
      keys = [],
    }: { readonly servers?: readonly string[]; readonly keys?: readonly number[] } = {},
    fields: Item<'registeredDomainDetails'> = {},
  ): this {
    this.add('registeredDomains', {
      DomainName,
      AutoRenew: true,
      TransferLock: true,
      Expiry: '2027-06-01T00:00:00.000Z',
    })
    return this.add(
      'registeredDomainDetails',
      {
        DomainName,
        Nameservers: servers.map((Name) => ({ Name })),
        StatusList: ['clientTransferProhibited'],
        DnssecKeys: keys.map((KeyTag) => ({
          Id: `key-${KeyTag}`,
          KeyTag,
          Algorithm: 13,
          Flags: 257,
          DigestType: 2,
          Digest: digestOf(KeyTag),
          PublicKey: `key-${KeyTag}`,
        })),
        ...fields,
      },
      { DomainName },
    )
  }
}

const soa = (zone: string): RecordItem => ({
  Name: `${zone}.`,
  Type: 'SOA',
  TTL: 900,
  ResourceRecords: [{ Value: 'ns-0.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400' }],
})

/** As long as SHA-256 is, and told apart by the key's tag. */
const digestOf = (tag: number): string => createHash('sha256').update(String(tag)).digest('hex').toUpperCase()
