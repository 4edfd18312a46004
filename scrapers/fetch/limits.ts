const KIB = 1024
const MIB = 1024 * KIB

/** Everything that bounds a request, in one place. Times in milliseconds, sizes in bytes. */
export const LIMITS = {
  /** Bytes of one answer as they come over the wire. */
  wireBytes: 2 * MIB,
  /** Bytes of one answer after decoding. */
  decodedBytes: 5 * MIB,
  /** The same for sitemaps, which are long and plain. */
  sitemapBytes: 10 * MIB,
  /** Decoded bytes per byte on the wire; more is a bomb. */
  ratio: 100,
  /** The ratio counts from this size on: a short answer may well be one letter repeated. */
  ratioFrom: 64 * KIB,
  /** Content codings on top of each other. */
  codings: 4,
  /** One exchange, from looking up the address to the last byte. */
  answerMs: 30_000,
  /** Redirects of one page, each checked like the first address. */
  hops: 5,
  /** What is read of a robots.txt; RFC 9309 asks for at least this much. */
  robotsBytes: 500 * KIB,

  /** Shortest pause between two requests to a host. */
  gapMs: 3_000,
  /** A slow host gets a pause of this many times its last answer ... */
  gapLatencyFactor: 5,
  /** ... up to this. */
  gapLatencyMaxMs: 30_000,
  /** A pause is lengthened at random by up to this share, never shortened. */
  gapJitter: 0.25,
  /** A host whose robots.txt asks for a longer pause than this is not read at all. */
  crawlDelayMaxMs: 600_000,

  /** Requests for one address while the host is unreachable or asks for patience (429, 503). */
  attempts: 3,
  /** Requests for one address whose answers are cut or are server errors. */
  attemptsOfFaulty: 2,
  /** Pause before the first repetition when the host names none; doubled each time, with jitter. */
  backoffMs: 5_000,
  /** A longer wait than this ends the provider's run instead of holding it. */
  waitMaxMs: 120_000,
  /** Pages lost in a row that open the breaker. */
  breakerAfter: 3,
  /** How long a host is left alone when it asks for patience without saying how long, or the breaker opens. */
  restMs: 3_600_000,

  /** Stored answers that were not confirmed for this long are forgotten. */
  snapshotMaxAgeMs: 90 * 24 * 3_600_000,
} as const

export type Limits = { readonly [name in keyof typeof LIMITS]: number }
