/** Colours of the drawing, in all of its formats. */
import type { Severity } from '../rule.ts'
import type { NodeKind, Tone } from './model.ts'

export const SEVERITY_COLOR: Readonly<Record<Severity, string>> = {
  critical: '#a21caf',
  high: '#dc2626',
  medium: '#c2620a',
  low: '#0e7490',
  info: '#64748b',
}

type Pair = readonly [fill: string, line: string]

export const TONE: Readonly<Record<Tone, Pair>> = {
  public: ['#dcfce7', '#16a34a'],
  private: ['#dbeafe', '#3b82f6'],
  isolated: ['#eef2f6', '#94a3b8'],
  unknown: ['#ffffff', '#94a3b8'],
}

export const KIND: Readonly<Record<Exclude<NodeKind, 'subnet'>, Pair>> = {
  internet: ['#1e293b', '#1e293b'],
  'internet-gateway': ['#ede9fe', '#8b5cf6'],
  'egress-only-gateway': ['#ede9fe', '#8b5cf6'],
  nat: ['#fef3c7', '#f59e0b'],
  endpoints: ['#fdf4ff', '#d8b4fe'],
  balancer: ['#ffe4e6', '#fb7185'],
  'transit-gateway': ['#e0e7ff', '#6366f1'],
  'virtual-private-gateway': ['#e0e7ff', '#6366f1'],
  site: ['#f5f5f4', '#a8a29e'],
  'direct-connect': ['#e0e7ff', '#6366f1'],
  appliance: ['#ffedd5', '#fb923c'],
  outside: ['#ffffff', '#94a3b8'],
}
