import { ClientVpnBuilder } from './client-vpn-builder.ts'

/** What names lead to: record sets and what stands behind them. */
export class NamesBuilder extends ClientVpnBuilder {}
