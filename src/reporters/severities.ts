/** How other formats call our severities. */
import type { Severity } from '../rule.ts'

/** SARIF's levels, and the three sorts of GitHub's annotations. */
export const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** GitHub shows critical above 9, high from 7, medium from 4, low above 0. */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
}
