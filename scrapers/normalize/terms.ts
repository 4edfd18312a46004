import { readNumber, tokenize } from './quantity.ts'
import { MAX_TEXT } from './text.ts'

/** The pass mark of a test in percent: "80% or better", "a score of 80 percent is needed to pass"; null when none, or two, are printed. */
export function parsePassMark(text: string): number | null {
  const marks = new Set<number>()
  for (const sentence of sentences(text)) {
    if (!/\bpass(?:ing|ed)?\b|\bscore\b|\bminimum grade\b/i.test(sentence)) continue
    for (const match of sentence.matchAll(/(?<!\d)(\d{2,3})\s?(?:%|percent\b)/gi)) {
      const value = Number(match[1])
      if (value >= 50 && value <= 100) marks.add(value)
    }
  }
  return single(marks)
}

/** How often the test may be tried: "three attempts", "Quiz Attempts: 5", "may take every test three times"; null when it is not printed. */
export function parseAttempts(text: string): number | null {
  const found = new Set<number>()
  for (const sentence of sentences(text)) {
    if (!/\b(?:attempts|tries|chances|times)\b/iu.test(sentence)) continue
    const match =
      /\battempts(?: (?:allowed|permitted))?(?: per [\p{L}-]{4,10})?\s*:\s*(\p{L}{3,6}|\d{1,2})(?![\p{L}\d%]|\s?[-–/])/iu.exec(
        sentence,
      ) ??
      /\b(\p{L}{3,6}|\d{1,2})\s+(?:attempts|tries|chances)\b/iu.exec(sentence) ??
      /\b(?:take|try|attempt|repeat|retake)\b.{0,25}\b(?:test|exam|quiz|assessment)s?\s+(?:up to\s+)?(\p{L}{3,6}|\d{1,2})\s+times\b/iu.exec(
        sentence,
      )
    const value = match?.[1] === undefined ? null : readNumber(tokenize(match[1]), 0)?.value
    if (value != null && Number.isInteger(value) && value >= 1 && value <= 20) found.add(value)
  }
  return single(found)
}

/** Months within which the course must be finished: "access lasts 6 months from purchase", "one year of access"; null when it is not printed. */
export function parseAccessMonths(text: string): number | null {
  const found = new Set<number>()
  for (const sentence of sentences(text)) {
    if (
      !/\baccess\b|\b(?:complete[ds]?|finish(?:ed)?|expires?)\b.{0,40}\b(?:of|from|after) (?:the date of )?(?:purchase|enrol|registration|order)/i.test(
        sentence,
      )
    )
      continue
    const match = /(\p{L}{3,8}|\d{1,3})[ -](months?|years?)\b/iu.exec(sentence)
    const count = match?.[1] === undefined ? null : (readNumber(tokenize(match[1]), 0)?.value ?? null)
    const months = count === null ? null : count * (match?.[2]?.toLowerCase().startsWith('y') === true ? 12 : 1)
    if (months !== null && Number.isInteger(months) && months >= 1 && months <= 120) found.add(months)
  }
  return single(found)
}

/** What one gets, where the words name one of the two; null when they do not. */
export function parseCertificate(text: string): 'credit' | 'participation' | null {
  if (/\bcertificate of (?:participation|attendance)\b/i.test(text))
    return /\bif you are not\b|\bother (?:health|participants|professionals)/i.test(text) ? null : 'participation'
  return null
}

function sentences(text: string): string[] {
  return text.slice(0, MAX_TEXT).split(/\n|(?<=[.!?;])\s/)
}

function single(values: ReadonlySet<number>): number | null {
  const [only] = values
  return values.size === 1 && only !== undefined ? only : null
}
