/** The site does not answer in this way (no such API, HTML where JSON belongs): the runner tries the next one. */
export class TryNextWay extends Error {
  override name = 'TryNextWay'
}

/** This answer is lost, the run goes on without it (a 404, a cut body, a page that is too large). */
export class SkipPage extends Error {
  override name = 'SkipPage'
}

/** The host asks for a pause, or cannot be reached: this provider ends now and is due again at `after`. */
export class RetryLater extends Error {
  override name = 'RetryLater'
  /** Not before this moment (ms since 1970); null = at its usual rhythm. */
  readonly after: number | null
  constructor(message: string, after: number | null = null) {
    super(message)
    this.after = after
  }
}

/** The site forbids the request, or our own policy does (robots.txt, a private address): never asked again in this run. */
export class NotAllowed extends Error {
  override name = 'NotAllowed'
}

/** A person has to change something: arguments, registry, data folder, a manifest. Exit code 2. */
export class NeedsPerson extends Error {
  override name = 'NeedsPerson'
}
