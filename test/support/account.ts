import type { AccountOptions } from './facts-builder.ts'
import { ZonesBuilder } from './zones-builder.ts'

export { DENIED } from './facts-builder.ts'

/**
 * The vocabulary of the stories. Everything has a default that makes a healthy account, so a story says only what
 * matters; resources are called by their roles (`app-b`), and a last argument gives any field of the API verbatim.
 */
export class Account extends ZonesBuilder {}

export const account = (options?: AccountOptions): Account => new Account(options)
