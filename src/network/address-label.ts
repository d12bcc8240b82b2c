import type { Prefix } from './prefix.ts'

/** `10.0.0.1`, `2600:1f18::10`: an address as people write it. */
export function addressLabel(family: 4 | 6, address: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.')
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  )
  const zeros = [...groups.join(':').matchAll(/(?:^|:)(?:0(?::|$)){2,}/g)].sort(
    (a, b) => b[0].length - a[0].length,
  )[0]
  return zeros ? groups.join(':').replace(zeros[0], '::') : groups.join(':')
}

/** `10.0.0.0/16` */
export const prefixLabel = ({ family, first, length }: Prefix): string =>
  `${addressLabel(family, first)}/${length}`
