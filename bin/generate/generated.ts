type Files = ReadonlyMap<string, string>

/**
 * Every derived file by its path from the root, in steps: what a later step imports, an earlier one has written. So each
 * is loaded when its turn comes.
 */
export const steps: readonly ((root: string) => Promise<Files>)[] = [
  async (root) => (await import('./kinds.ts')).kindRegistry(root),
  async (root) => (await import('./rules.ts')).ruleRegistry(root),
  async (root) => (await import('./clients.ts')).clientFiles(root),
  async (root) => (await import('./rule-pages.ts')).rulePages(root),
  async (root) => (await import('./handbook.ts')).handbook(root),
  async (root) => (await import('./config-schema.ts')).configSchemaFile(root),
  async () => (await import('./demo.ts')).demoSnapshot(),
  async () => (await import('./map-picture.ts')).mapPicture(),
  async (root) => (await import('./readme.ts')).readme(root),
]
