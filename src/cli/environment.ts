/** Which defaults of the environment a flag excludes: oclif would take both for given, and refuse the pair. */
const STANDS_BACK: Readonly<Record<string, readonly string[]>> = {
  '--snapshot': ['AWSNET_PROFILE', 'AWSNET_ROLE_ARN', 'AWSNET_EXTERNAL_ID', 'AWSNET_ALL_REGIONS'],
  '--demo': [
    'AWSNET_PROFILE',
    'AWSNET_ROLE_ARN',
    'AWSNET_EXTERNAL_ID',
    'AWSNET_REGION',
    'AWSNET_ALL_REGIONS',
  ],
  '--all-regions': ['AWSNET_REGION'],
  '--region': ['AWSNET_ALL_REGIONS'],
  '-r': ['AWSNET_ALL_REGIONS'],
  '--no-config': ['AWSNET_CONFIG'],
}

/** Takes out of the environment what the flags on the command line stand against, and what is empty. */
export function letFlagsWin(args: readonly string[], env: NodeJS.ProcessEnv): void {
  for (const arg of args) {
    for (const name of STANDS_BACK[arg.split('=')[0] ?? ''] ?? []) delete env[name]
  }
  for (const name of Object.keys(env)) if (name.startsWith('AWSNET_') && env[name] === '') delete env[name]
}
