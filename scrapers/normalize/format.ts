import type { Course } from '../../src/schema/course.ts'

/** How a course is taken, by the words that say so; the first that is printed counts. */
const FORMATS: readonly (readonly [Course['format'], RegExp])[] = [
  ['blended', /\bblended\b|\bhybrid\b|\bonline (?:and|plus|\+) (?:in[ -]person|hands[ -]on|classroom|skills)/i],
  [
    'live-webinar',
    /\b(?:live|virtual|zoom|interactive) (?:online )?(?:webinars?|webcasts?|zoom|virtual|class(?:es)?|session)\b|\bwebinars?\b.{0,20}\blive\b|\blive[ -]stream(?:ed)?\b/i,
  ],
  [
    'in-person',
    /\bin[ -]person\b|\bface[ -]to[ -]face\b|\bon[ -]?site (?:class|course|training|workshop)\b|\bclassroom (?:course|training|based)\b/i,
  ],
  ['conference', /\bconference\b|\bsymposium\b|\bconvention\b|\bannual (?:meeting|summit)\b/i],
  [
    'article',
    /\bjournal article\b|\barticle (?:and|with|\+) (?:post-?)?test\b|\bread(?:ing)? the article\b|\barticle[- ]based\b|\b1 article\b/i,
  ],
  [
    'online-self-paced',
    /\bself[ -]paced\b.{0,40}\bonline\b|\bonline\b.{0,40}\bself[ -]paced\b|\bon[ -]demand\b|\be-?learning\b|\bonline (?:ce |ceu |ce\/ceu )?(?:courses?|modules?|training|self[ -]study)\b|\benduring material\b|\b(?:recorded|archived) webinar\b/i,
  ],
]

/** How a course is taken, where the words say so; null when they do not. */
export function parseFormat(text: string): Course['format'] {
  return FORMATS.find(([, pattern]) => pattern.test(text.slice(0, 2000)))?.[0] ?? null
}
