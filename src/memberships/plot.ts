/** A level stretch of a line: at least `low`, at most `high`; a high end of null = nobody knows how much more. */
export interface Stretch {
  from: number
  to: number
  low: number
  high: number | null
}

/** One line of a plot, from left to right; it may end early, where nothing is known any more. */
export interface Line {
  /** What names it in the plot and in the table beside. */
  key: string
  /** Said beside the key where there is room. */
  name: string
  tone: 'plain' | 'accent'
  stretches: readonly Stretch[]
}

/** A step plot: places along the bottom, amounts upwards from 0. */
export interface Plot {
  /** What it shows, for those who do not see it. */
  label: string
  /** In CSS pixels; its width is that of the page. */
  height: number
  lines: readonly Line[]
  across: { from: number; to: number; ticks: readonly { at: number; word: string }[] }
  up: { to: number; ticks: readonly { at: number; word: string }[] }
}

/** Units across, whatever the width on the page. */
const WIDTH = 1000
/** Least distance of two keys. */
export const KEY_GAP = 18
const KEY_EDGE = 9

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
const figure = (value: number) => String(Math.round(value * 10) / 10)

/** @returns 3 to 6 round amounts from 0 up to the first one that is not below `least` */
export function roundTicks(least: number): number[] {
  const rough = Math.max(1, least) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10)
  return Array.from({ length: Math.ceil(least / step - 1e-9) + 1 }, (_, place) => place * step)
}

/**
 * Moves keys apart that stand too close, as little as need be, and keeps them within the height.
 * @param wanted heights in any order
 * @param height of the plot
 * @returns a height for each, in the same order
 */
export function spreadKeys(wanted: readonly number[], height: number): number[] {
  const order = wanted.map((y, place) => ({ y, place })).sort((a, b) => a.y - b.y || a.place - b.place)
  const heights: number[] = []
  let free = KEY_EDGE
  for (const { y, place } of order) {
    free = Math.max(free, y)
    heights[place] = free
    free += KEY_GAP
  }
  let limit = height - KEY_EDGE
  for (const { place } of order.toReversed()) {
    heights[place] = Math.min(heights[place] ?? limit, limit)
    limit = heights[place] - KEY_GAP
  }
  return heights
}

interface Drawn {
  line: Line
  known: string
  /** Levels of which only the low end is known. */
  atLeast: string
  bands: string
  /** The two edges of the bands. */
  edges: string
  /** From where nothing is known to the right edge. */
  unknown: string
  /** Height of its right end; null = it leaves through the top, at `leaves`. */
  end: number | null
  leaves: number
}

function draw(line: Line, { across, up, height }: Plot): Drawn {
  const x = (at: number) => figure(((at - across.from) / (across.to - across.from)) * WIDTH)
  const y = (amount: number) => figure(height - (amount / up.to) * height)
  const drawn = { known: '', atLeast: '', bands: '', edges: '', unknown: '' }
  let before: Stretch | null = null
  for (const stretch of line.stretches) {
    const { from, to, low, high } = stretch
    const joined = before?.to === from ? before : null
    const level = (amount: number, prior: number | null | undefined) =>
      `${prior == null ? `M${x(from)} ${y(amount)}` : `M${x(from)} ${y(prior)}V${y(amount)}`}H${x(to)}`
    if (high === null) drawn.atLeast += level(low, joined?.low)
    else if (high === low) {
      drawn.known += level(low, joined?.low)
      if (joined?.high != null && joined.high > joined.low) drawn.edges += level(high, joined.high)
    } else {
      drawn.edges += level(low, joined?.low) + level(high, joined?.high)
      drawn.bands += `M${x(from)} ${y(low)}H${x(to)}V${y(high)}H${x(from)}Z`
    }
    before = stretch
  }
  const last = line.stretches.at(-1)
  const leaving = line.stretches.find(({ low }) => low > up.to)
  if (last !== undefined && leaving === undefined && last.to < across.to)
    drawn.unknown = `M${x(last.to)} ${y(last.low)}H${WIDTH}`
  return {
    line,
    ...drawn,
    end: leaving === undefined && last !== undefined ? Number(y(last.low)) : null,
    leaves: leaving === undefined ? WIDTH : Number(x(leaving.from)),
  }
}

const path = (kind: string, d: string) => (d === '' ? '' : `<path class="${kind}" d="${d}"/>`)
const percent = (part: number) => `${figure(part * 100)}%`

/**
 * @returns the plot as markup: its colors come from the page, its texts keep their size at any width, and its keys stand
 *   outside of the field with the lines, so they never meet one
 */
export function plotMarkup(plot: Plot): string {
  const { across, up, lines, label, height } = plot
  const drawn = lines.map((line) => draw(line, plot))
  const rows = up.ticks.map(({ at, word }) => ({ y: figure(height - (at / up.to) * height), word }))
  const ended = drawn.flatMap(({ line, end }) => (end === null || line.key === '' ? [] : [{ line, end }]))
  const heights = spreadKeys(
    ended.map(({ end }) => end),
    height,
  )
  const leaving = drawn.filter(({ end }) => end === null)
  const amounts = rows.map(({ y, word }) => `<text x="100%" y="${y}">${escape(word)}</text>`).join('')
  const grid = rows.map(({ y }) => `<path class="grid" d="M0 ${y}H${WIDTH}"/>`).join('')
  const field = drawn
    .map(
      ({ line, known, atLeast, bands, edges, unknown }) =>
        `<g class="${line.tone}">${path('band', bands)}${path('edge', edges)}${path('unknown', unknown)}${path('at-least', atLeast)}${path('known', known)}</g>`,
    )
    .join('')
  const keys = ended
    .map(({ line, end }, place) => {
      const y = figure(heights[place] ?? end)
      return (
        `<g class="${line.tone}"><path class="lead" d="M0 ${figure(end)}L9 ${y}"/>` +
        `<text x="14" y="${y}"><tspan class="key">${escape(line.key)}</tspan><tspan class="name" dx="7">${escape(line.name)}</tspan></text></g>`
      )
    })
    .join('')
  const top = leaving
    .map(({ line, leaves }) => {
      const anchor = leaves > WIDTH / 2 ? 'end' : 'start'
      return `<text class="${line.tone}" x="${percent(leaves / WIDTH)}" y="11" text-anchor="${anchor}"><tspan class="key">${escape(line.key)}</tspan><tspan class="name" dx="7">${escape(line.name)}</tspan></text>`
    })
    .join('')
  const places = across.ticks
    .map(({ at, word }) => {
      const part = (at - across.from) / (across.to - across.from)
      // A long word at a side stays under the field.
      const side = word.length > 5 ? 0.25 : 0.02
      const anchor = part < side ? 'start' : part > 1 - side ? 'end' : 'middle'
      return `<text x="${percent(part)}" y="14" text-anchor="${anchor}">${escape(word)}</text>`
    })
    .join('')
  return (
    `<div class="plot" role="img" aria-label="${escape(label)}">` +
    `<svg class="plot-top" height="22" aria-hidden="true">${top}</svg>` +
    `<svg class="plot-up" height="${height}" aria-hidden="true">${amounts}</svg>` +
    `<svg class="plot-field" height="${height}" viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none" aria-hidden="true">${grid}${field}</svg>` +
    `<svg class="plot-keys" height="${height}" aria-hidden="true">${keys}</svg>` +
    `<svg class="plot-across" height="20" aria-hidden="true">${places}</svg>` +
    `</div>`
  )
}
