/** Whether a text is a pattern: `*` stands for any text, `?` for one character, and nothing else is special. */
export const isPattern = (text: string): boolean => /[*?]/.test(text)

/**
 * Whether a pattern matches the whole of a text. Slashes and colons are characters like others, since ids and ARNs have
 * them anywhere. Backtracks to the last star only, so that no pattern takes more than text × pattern steps.
 */
export function matches(pattern: string, text: string): boolean {
  let [at, star, mark] = [0, -1, 0]
  for (let index = 0; index < text.length;) {
    if (pattern[at] === '*') {
      star = at++
      mark = index
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at++
      index++
    } else if (star >= 0) {
      at = star + 1
      index = ++mark
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}
