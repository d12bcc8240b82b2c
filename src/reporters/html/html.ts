/** The report as one page that asks the network for nothing: it filters, opens, copies, and prints. */
import type { Report } from '../../audit/report.ts'
import type { ReportStyle } from '../index.ts'
import { dataOf } from './data.ts'
import { page } from './page.ts'

/** The page in pieces: a text ends at half a gigabyte. */
export function* html(report: Report, style: ReportStyle): Generator<string> {
  yield* page({ data: dataOf(report, style), map: style.map?.svg })
}
