/** How much room a text takes in the drawing's font, about: whoever draws has no font to measure with. */

/** Narrow and wide characters of Helvetica and its likes, as parts of the size. */
const NARROW = /[ijlrtfI.,:;'|! ()[\]/-]/
const WIDE = /[mwMW@%—…●]/
/** East Asian characters and emoji are as wide as they are high. */
const SQUARE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\u{1f000}-\u{3fffd}]/u

export function widthOfText(text: string, size: number, isBold = false): number {
  let units = 0
  for (const one of text) {
    if (SQUARE.test(one)) units += 1
    else if (NARROW.test(one)) units += 0.33
    else if (WIDE.test(one)) units += 0.9
    else units += /[A-Z0-9]/.test(one) ? 0.64 : 0.55
  }
  return units * size * (isBold ? 1.06 : 1)
}
