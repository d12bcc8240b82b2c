import { demoReport } from './demo-report.ts'

/** The part of the demo account's map that the README shows. */
export async function mapPicture(): Promise<ReadonlyMap<string, string>> {
  const { networkMap } = await import('../../src/map/build.ts')
  const { painted } = await import('../../src/map/paint.ts')
  const { svg } = await import('../../src/map/svg.ts')
  const { facts, report } = await demoReport()
  const map = networkMap(facts, { vpcs: ['office'] })
  if (!map) throw new Error('The demo account has no VPC of that name.')
  return new Map([['docs/pictures/map.svg', await svg(painted(map, report.findings))]])
}
