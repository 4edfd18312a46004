/**
 * Where the product lives. These are example values: a deploy and a live scrape refuse to run while `EXAMPLE` is true,
 * since visitors and providers need a real address to turn to.
 */
export const SITE = {
  name: 'CE Counts',
  /** Origin of the deployed site. */
  origin: 'https://ce-counts.example',
  /** Where people report errors and providers opt out. */
  contact: 'hello@ce-counts.example',
  /** Source repository. */
  repository: 'https://github.com/ce-counts/ce-counts',
  /** Token that robots.txt groups are matched by. */
  userAgentToken: 'CECountsBot',
} as const

/** True while the values above are examples. */
export const EXAMPLE = SITE.origin.endsWith('.example')

/** The user agent of every live request: token, version and a page that says who we are. */
export const USER_AGENT = `${SITE.userAgentToken}/1.0 (+${SITE.origin}/robot/)`
