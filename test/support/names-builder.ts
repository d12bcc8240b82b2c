import { ClientVpnBuilder } from './client-vpn-builder.ts'
import type { Item } from './facts-builder.ts'

/** What names lead to: record sets and what stands behind them. */
export class NamesBuilder extends ClientVpnBuilder {
  /** A private hosted zone, which these VPCs resolve. */
  privateZone(
    name: string,
    records: readonly Item<'resourceRecordSets'>[],
    vpcs: readonly string[] = [],
  ): this {
    const VPCs = vpcs.map((vpc) => ({
      VPCRegion: this.region as 'us-east-1', // the SDK's type is a list of all regions
      VPCId: this.idOf('vpc', vpc),
    }))
    const Id = `Z${name.replace(/\W/g, '').toUpperCase()}`
    return this.hostedZone(name, records, { Config: { PrivateZone: true } }).add(
      'hostedZoneDetails',
      { VPCs, HostedZoneId: Id, Name: `${name}.` },
      { Id },
    )
  }
}
