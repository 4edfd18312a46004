/** Words of the field in plain words. What a unit is worth stands in `units.json`; nothing here is a number of a rule. */
export const GLOSSARY: readonly { word: string; meaning: string }[] = [
  {
    word: 'CE',
    meaning: 'Continuing education: what you learn after you are certified, to keep the credential.',
  },
  {
    word: 'CEU',
    meaning:
      'Continuing education unit. Bodies mean different amounts by it, so look for whose CEU it is. Without a name it may be one hour or ten.',
  },
  {
    word: 'Contact hour',
    meaning: 'An hour of instruction, of 50 or 60 minutes, depending on who counts.',
  },
  { word: 'Clock hour', meaning: 'An hour by the clock. NCCT counts in these.' },
  {
    word: 'Point',
    meaning: 'What you hand in to renew. AAMA calls them recertification points, AMT calls them CCP points.',
  },
  { word: 'CCP', meaning: 'Certification Continuation Program, the way in which AMT renews its credentials.' },
  {
    word: 'CME',
    meaning:
      'Continuing medical education: credit made for physicians that others may use too, if their body takes it.',
  },
  {
    word: 'P.A.C.E.',
    meaning: 'A program that approves courses for laboratory staff, phlebotomy among them.',
  },
  {
    word: 'Approved',
    meaning: 'A body looked at this very course and said yes. It has an end date, printed or not.',
  },
  { word: 'Accepted', meaning: 'A provider’s word for its whole catalog, mostly. Ask the body before you pay.' },
  {
    word: 'Content area',
    meaning: 'What a course is about, for the AAMA: administrative, clinical or general. Some of each is asked for.',
  },
  {
    word: 'Outside credit',
    meaning: 'Credit that your own body did not approve, but may take up to a limit.',
  },
  { word: 'Attest', meaning: 'You state yourself that a course fits, and keep the proof in case you are asked.' },
]
