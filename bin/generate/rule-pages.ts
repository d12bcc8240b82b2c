export async function rulePages(_root: string): Promise<ReadonlyMap<string, string>> {
  return new Map()
}
