import { NamesBuilder } from './names-builder.ts'

/** Who answers for a name: delegation, signing, certificates' names, and the resolvers of VPCs. */
export class ZonesBuilder extends NamesBuilder {}
