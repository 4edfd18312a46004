/** Words and signs by ISO code; longer ones first, so that `R$` is not read as `$`. */
const SIGNS: readonly (readonly [sign: string, code: string])[] = (
  [
    ['US$', 'USD'],
    ['$US', 'USD'],
    ['AU$', 'AUD'],
    ['A$', 'AUD'],
    ['CA$', 'CAD'],
    ['C$', 'CAD'],
    ['CDN$', 'CAD'],
    ['NZ$', 'NZD'],
    ['HK$', 'HKD'],
    ['S$', 'SGD'],
    ['NT$', 'TWD'],
    ['R$', 'BRL'],
    ['RD$', 'DOP'],
    ['TT$', 'TTD'],
    ['MX$', 'MXN'],
    ['GH₵', 'GHS'],
    ['€', 'EUR'],
    ['£', 'GBP'],
    ['₪', 'ILS'],
    ['₹', 'INR'],
    ['Rs.', 'INR'],
    ['Rs', 'INR'],
    ['₽', 'RUB'],
    ['руб.', 'RUB'],
    ['руб', 'RUB'],
    ['р.', 'RUB'],
    ['Р', 'RUB'],
    ['₴', 'UAH'],
    ['грн.', 'UAH'],
    ['грн', 'UAH'],
    ['zł', 'PLN'],
    ['Kč', 'CZK'],
    ['Ft', 'HUF'],
    ['lei', 'RON'],
    ['лв.', 'BGN'],
    ['лв', 'BGN'],
    ['₺', 'TRY'],
    ['TL', 'TRY'],
    ['₡', 'CRC'],
    ['៛', 'KHR'],
    ['₮', 'MNT'],
    ['؋', 'AFN'],
    ['Nu.', 'BTN'],
    ['Fdj', 'DJF'],
    ['﷼', 'IRR'],
    ['KD', 'KWD'],
    ['Rf', 'MVR'],
    ['UM', 'MRU'],
    ['B/.', 'PAB'],
    ['TSh', 'TZS'],
    ['USh', 'UGX'],
    ['KSh', 'KES'],
    ['DT', 'TND'],
    ['VT', 'VUV'],
    ['Bs.', 'BOB'],
    ['Bs', 'BOB'],
    ['Fr.', 'CHF'],
    ['RM', 'MYR'],
    ['Rp', 'IDR'],
    ['฿', 'THB'],
    ['円', 'JPY'],
    ['￥', 'JPY'],
    ['CN¥', 'CNY'],
    ['RMB', 'CNY'],
    ['¥', 'JPY'],
    ['元', 'CNY'],
    ['₩', 'KRW'],
    ['원', 'KRW'],
    ['₫', 'VND'],
    ['₦', 'NGN'],
    ['₱', 'PHP'],
    ['₸', 'KZT'],
    ['₼', 'AZN'],
    ['₾', 'GEL'],
    ['₲', 'PYG'],
    ['₵', 'GHS'],
    ['₭', 'LAK'],
    ['֏', 'AMD'],
    ['S/.', 'PEN'],
    ['S/', 'PEN'],
    ['C.F.A.', 'XOF'],
    ['CFA', 'XOF'],
    ['FCFA', 'XOF'],
    ['дин.', 'RSD'],
    ['ден', 'MKD'],
    ['جنيه', 'EGP'],
    ['د.إ', 'AED'],
    ['Birr', 'ETB'],
    ['Ksh', 'KES'],
    ['TSH', 'TZS'],
    ['MK', 'MWK'],
    ['ZK', 'ZMW'],
    ['₨', 'PKR'],
    ['৳', 'BDT'],
    ['₥', 'USD'],
    ['U.S.', 'USD'],
  ] as const
).toSorted(([a], [b]) => b.length - a.length)

/** Codes that are everyday words when printed beside a number ("ALL 5 COURSES"). */
const WORDS = new Set(['ALL', 'TRY', 'TOP', 'CUP', 'PEN', 'BOB', 'MOP'])
const FORMER = ['DEM', 'FRF', 'ITL', 'ESP', 'NLG', 'BEF', 'ATS', 'FIM', 'IEP', 'PTE', 'GRD']
const CODES = new Set([...Intl.supportedValuesOf('currency'), ...FORMER].filter((code) => !WORDS.has(code)))
/** Money of several countries under one name: which, the words do not say. */
const AMBIGUOUS =
  /(?<!\p{L})(?:kr\.?|kronor|kroner|rial|ریال|ريال|تومان|dinar|دينار|pesos?|francs?|rupees?|shillings?)(?!\p{L})/iu
const isDollar = (code: string) =>
  code.endsWith('D') &&
  !['IQD', 'KWD', 'BHD', 'JOD', 'LYD', 'TND', 'RSD', 'DZD', 'AED', 'MAD', 'SDD', 'YUD'].includes(code)

const decimals = new Map<string, number>()

/** How many digits stand behind the point in a currency. */
export function decimalsOf(code: string): number {
  const known = decimals.get(code)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  decimals.set(code, digits)
  return digits
}

/** True when a currency is named that could be of several countries. */
export const isAmbiguous = (text: string) => AMBIGUOUS.test(text)

/**
 * The currency that stands at the end of `before` or at the start of `after` a number.
 * @param own currency of the shop, which settles what `$` means
 * @returns null when none stands there, `unknown` when a word stands there that is no currency known here
 */
export function currencyAround(before: string, after: string, own: string): string | null {
  // "US$:12.99"
  const left = before.trimEnd().replace(/(?<=\p{Sc}|\p{Sc}\s):$/u, '')
  const right = after.trimStart()
  if (/^\s*R\s?$/.test(before)) return 'ZAR'
  if (/^(?:US |U\.S\. )?dollars?\b/i.test(right)) return isDollar(own) ? own : 'USD'
  const code =
    codeAt(/(?<!\p{L})([A-Za-z]{3})\s?\$?$/u.exec(left)?.[1]) ?? codeAt(/^([A-Za-z]{3})(?!\p{L})/u.exec(right)?.[1])
  const sign = SIGNS.find(([text]) => endsWith(left, text)) ?? SIGNS.find(([text]) => startsWith(right, text))
  if (
    code !== null &&
    (sign === undefined || !left.endsWith('$') || left.endsWith(`${code}$`) || left.endsWith(`${code} $`))
  )
    return code
  if (sign !== undefined) return sign[1]
  if (left.endsWith('$') || right.startsWith('$')) return isDollar(own) ? own : 'USD'
  return code
}

/** Codes that are no words, however they are written. */
const IN_ANY_CASE = new Set(['PLN', 'EUR', 'USD', 'GBP', 'CZK', 'SEK', 'DKK', 'NOK'])

function codeAt(text: string | undefined): string | null {
  if (text === undefined) return null
  const code = text.toUpperCase()
  return CODES.has(code) && (text === code || IN_ANY_CASE.has(code)) ? code : null
}

const isLetter = (text: string | undefined) => text !== undefined && /^[\p{L}]$/u.test(text)

function endsWith(text: string, sign: string): boolean {
  if (!text.endsWith(sign) && !(sign === 'lei' && /lei$/i.test(text))) return false
  return !isLetter(sign[0]) || !isLetter(text.at(-sign.length - 1))
}

function startsWith(text: string, sign: string): boolean {
  if (!text.startsWith(sign) && !(sign === 'lei' && /^lei/i.test(text))) return false
  return !isLetter(sign.at(-1)) || !isLetter(text[sign.length])
}
