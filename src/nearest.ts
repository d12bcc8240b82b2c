import { distance } from 'fastest-levenshtein'

/** ` Did you mean "x"?` for the likeliest of the names that exist, or nothing when none is near. */
export function nearest(given: string, names: readonly string[]): string {
  const [best] = names
    .map((name) => ({ name, far: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
  return best && best.far <= Math.max(3, given.length / 3) ? ` Did you mean "${best.name}"?` : ''
}
