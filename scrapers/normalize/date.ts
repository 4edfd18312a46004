const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const YEAR = '(\\d{4}|\\d{2})'
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?'

/** How a date may be printed, most certain first; `/` and `-` are read month first, as in the US. */
const PATTERNS: readonly { pattern: RegExp; order: string }[] = [
  { pattern: /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, order: 'ymd' },
  { pattern: /(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/, order: 'ymd' },
  { pattern: /(?<!\d)(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T\d|(?!\d))/, order: 'ymd' },
  {
    pattern: new RegExp(`(?<![\\d\\p{L}])${DAY}(?:\\s+of)?[\\s.,/-]*${MONTH}[\\s.,'’/-]*${YEAR}(?![\\d:])`, 'iu'),
    order: 'dmy',
  },
  {
    pattern: new RegExp(`(?<!\\p{L})${MONTH}[\\s.,/-]*${DAY}(?!\\d)[\\s.,'’/-]*${YEAR}(?![\\d:])`, 'iu'),
    order: 'mdy',
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})${MONTH}\\s+${DAY}\\s+\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s+[A-Z]{3,4})?\\s+(\\d{4})(?!\\d)`,
      'iu',
    ),
    order: 'mdy',
  },
  { pattern: new RegExp(`(?<!\\d)(\\d{4})[\\s.,/-]*${MONTH}[\\s.,/-]*${DAY}(?!\\d)`, 'iu'), order: 'ymd' },
  { pattern: new RegExp(`(?<![\\d/.-])(\\d{1,2})([/.-])(\\d{1,2})\\2${YEAR}(?![\\d/])`), order: 'us' },
  { pattern: new RegExp(`(?<!\\p{L})${MONTH}[\\s.,'’/-]*(\\d{4})(?!\\d)`, 'iu'), order: 'my' },
  { pattern: /(?<![\d/.-])(0?[1-9]|1[0-2])[/-](\d{4})(?![\d/-])/, order: 'my' },
  { pattern: /(?<!\d)(\d{4})-(0[1-9]|1[0-2])(?![\d-])/, order: 'ym' },
  { pattern: /(?<![\d\p{L}/.#$€£-])(19\d{2}|20\d{2})(?![\d\p{L}/-]|\.\d)/u, order: 'y' },
]

/**
 * The first date of a text, as far as it is printed.
 * @param options.now the day of the run, `YYYY-MM-DD`: settles the century of two-digit years
 * @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null when there is none, or one that the calendar does not have
 */
export function parseDate(text: string, { now }: { now: string }): string | null {
  const plain = text.slice(0, 300).replace(/[[\]()]/g, ' ')
  for (const { pattern, order } of PATTERNS) {
    const match = pattern.exec(plain)
    if (match === null) continue
    const date = build(match, order, now)
    if (date !== null) return date
  }
  return null
}

function build(match: RegExpExecArray, order: string, now: string): string | null {
  const [, a = '', b = '', c = '', d = ''] = match
  switch (order) {
    case 'ymd':
      return format(a, b, c, now)
    case 'dmy':
      return format(c, b, a, now)
    case 'mdy':
      return format(c, a, b, now)
    case 'us':
      // 25/12/2014 can only be read day first, and points are European unless only the other reading is a date.
      return b === '.' || Number(a) > 12 ? (format(d, c, a, now) ?? format(d, a, c, now)) : format(d, a, c, now)
    case 'my':
      return format(b, a, null, now)
    case 'ym':
      return format(a, b, null, now)
    default:
      return a
  }
}

function format(year: string, month: string, day: string | null, now: string): string | null {
  const fullYear = year.length === 2 ? century(year, now) : Number(year)
  const number = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  if (number < 1 || number > 12 || fullYear < 1900 || fullYear > 2199) return null
  const head = `${String(fullYear)}-${String(number).padStart(2, '0')}`
  if (day === null) return head
  const date = Number(day)
  const days = new Date(Date.UTC(fullYear, number, 0)).getUTCDate()
  return date < 1 || date > days ? null : `${head}-${day.padStart(2, '0')}`
}

/** Two digits are read as the year at most twenty years ahead. */
function century(year: string, now: string): number {
  const today = Number(now.slice(0, 4))
  const value = Math.floor(today / 100) * 100 + Number(year)
  return value > today + 20 ? value - 100 : value
}
