/** Several accounts in one run: each read by a session of its own, some at a time. */
import pLimit from 'p-limit'
import { UserError } from '../user-error.ts'
import { type CollectOptions, type Progress, collect } from './collect.ts'
import { type Session, type SessionOptions, openSession } from './session.ts'

/** Rates are each account's own, so more would be no ruder; more would only share one core. */
const AT_ONCE = 4

/** A session for each role, or the one of the credentials themselves. Throws a UserError where one cannot be opened. */
export async function openSessions(
  options: Omit<SessionOptions, 'roleArn'>,
  roles: readonly string[],
): Promise<readonly Session[]> {
  if (roles.length === 0) return [await openSession(options)]
  const opened: Session[] = []
  try {
    for (const roleArn of roles) {
      const session = await openSession({ ...options, roleArn })
      opened.push(session)
      const twin = opened.findIndex(({ account }) => account === session.account)
      if (twin < opened.length - 1) {
        throw new UserError(
          `--role-arn: ${roles[twin]} and ${roleArn} are of one account, ${session.account}: give one role an account.`,
        )
      }
    }
    return opened
  } catch (error) {
    for (const { client } of opened) client.destroy()
    throw error
  }
}

/** Reads the kinds in all of them, and says how many requests were refused; progress is that of all together. */
export async function collectAll(
  sessions: readonly Session[],
  { kinds, onFact, onProgress }: Omit<CollectOptions, 'session'>,
): Promise<number> {
  const latest = new Map<Session, Progress>()
  const limit = pLimit(AT_ONCE)
  const reads = sessions.map((session) =>
    limit(() =>
      collect({
        session,
        kinds,
        onFact,
        onProgress(progress) {
          latest.set(session, progress)
          onProgress?.(together([...latest.values()], progress))
        },
      }),
    ),
  )
  const failed = await Promise.all(reads)
  return failed.reduce((sum, one) => sum + one, 0)
}

function together(all: readonly Progress[], last: Progress): Progress {
  const sum = (of: (one: Progress) => number): number => all.reduce((total, one) => total + of(one), 0)
  const slowest = all.flatMap(({ held }) => held ?? []).toSorted((a, b) => b.seconds - a.seconds)[0]
  return {
    planned: sum((one) => one.planned),
    done: sum((one) => one.done),
    failed: sum((one) => one.failed),
    last: last.last,
    ...(slowest ? { held: slowest } : {}),
  }
}
