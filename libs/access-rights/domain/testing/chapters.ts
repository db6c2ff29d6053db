import * as centre from './chapter-5.js';
import * as beyond from './chapters-8-to-10.js';
import * as tool from './chapters-of-the-tool.js';
import * as operator from './operator-side.js';
import type { Chapter } from './reading.js';

/** The whole second reading, in the order of the charter. */
export const CHAPTERS: readonly Chapter[] = [
  tool.chapter1,
  tool.twoSides,
  tool.hostAndLogs,
  centre.chapter5OfFiles,
  centre.chapter5OfForms,
  centre.chapter5OfAuthorisations,
  centre.chapter5OfDesignations,
  centre.chapter5OfReviews,
  centre.chapter5OfQueries,
  centre.chapter5OfCases,
  beyond.chapter8,
  beyond.chapter9,
  beyond.chapter10,
  tool.freezeIsTold,
  tool.freezeStops,
  tool.reform,
  operator.staffSees,
  operator.staffDoes,
  operator.managerOpens,
  operator.managerSeesRights,
  operator.staffQueries,
  operator.staffAccounts,
];
