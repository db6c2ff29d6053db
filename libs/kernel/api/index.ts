export { AccessLog, originOf, subjectOf, type Look, type Origin } from './journal/access-log.js';
export { Audiences, type Whom } from './mail/audiences.js';
export { Brakes } from './http/brakes.js';
export { capability, type Capability, type Installation } from './capability.js';
export {
  CONFIG,
  readConfig,
  readKeeper,
  readOwner,
  KEEPER_VARIABLES,
  OWNER_VARIABLES,
  variablesOf,
  type Config,
  type Keeper,
  type Owner,
} from './config/config.js';
export { csvAnswer, csvDay, csvFile, csvInstant, everyPage, ProducesCsv, type CsvColumn } from './http/csv.js';
export {
  Context,
  type ActingProfile,
  type ActingStaff,
  type Actor,
  type Ctx,
  type HandedOver,
  type RequestWithCtx,
} from './request/ctx.js';
export { decodeCursor, encodeCursor, type Page } from './http/cursor.js';
export { APPLICATION_ROLE, applicationClient, applicationDatabase, KEEPER_ROLE, ownerDatabase, unhurried } from './database/database.js';
export { DayDigest, type DigestLine, type DigestPart } from './mail/day-digest.js';
export { Desks, firstTasks, NO_TASKS, oneDesk, allTasks, type Desk, type ReadDesk, type Task } from './desks.js';
export { Day, NotBefore } from './http/day.js';
export { AnyQuery } from './http/declared-query.interceptor.js';
export { demand } from './request/demand.js';
export { runEffects } from './request/effects.js';
export { FairTurns } from './jobs/fair-turns.js';
export { faultPoint } from './jobs/faults.js';
export { Health, type HealthCheck } from './health/health.js';
export { ID } from './http/id.pipe.js';
export { Idempotency, IdempotencyKey } from './http/idempotency.js';
export { demandCurrent, IfMatch } from './http/if-match.js';
export { Jobs, migrateJobs, type JobHandler, type Rhythm } from './jobs/jobs.js';
export { actorOf, Journal, lastSeqSql, SYSTEM_ACTOR } from './journal/journal.js';
export type { JournalActor, JournalChange, JournalEntryWritten, JournalRecord, Reaction, Stream } from './journal/journal.js';
export { Stories } from './journal/stories.js';
export { Story, StoryEntry } from './journal/stories.messages.js';
export { kernelCapability } from './kernel.capability.js';
export { KernelModule } from './kernel.module.js';
export { LiveFeed, type LiveEntry, type LiveFollower, type LivePosition } from './live/live-feed.js';
export { demandPowerless, derivedLogin, openLogins } from './database/logins.js';
export { Mailer, MAIL_PATIENCE, type Letter, type MailOutcome } from './mail/mail.js';
export { OwnTransactions } from './request/own-transactions.js';
export { PDF_FONT_SOURCE, PDF_FONT_STYLE } from './pdf/pdf-fonts.js';
export { inFileName, pdfFile, type PdfFile } from './pdf/pdf-file.js';
export { Pdf, type PdfPage } from './pdf/pdf.js';
export { PersonRef } from './http/person.messages.js';
export { ProblemFilter } from './http/problem.filter.js';
export { Problem, type ProblemBody, type ProblemItem, type ProblemOptions } from './http/problem.js';
export { KERNEL_API_FRENCH, PROBLEM_TITLES } from './messages.fr.js';
export { PROBLEMS, type ProblemCode } from './http/problems.js';
export { Reason } from './http/reason.js';
export {
  OpenBeforeFactor,
  opensBeforeFactor,
  OpenToPatient,
  opensToPatient,
  ReadsOnly,
  Requires,
  type FactorStep,
  type Requirement,
} from './request/requires.js';
export { sealJournal, verifyJournal, type JournalFault, type JournalVerdict, type Queryable, type Seal } from './journal/seals.js';
export { Seals } from './journal/seals.service.js';
export { Sums } from './jobs/sums.service.js';
export { correctSums, wrongSums, type SumTable } from './database/sums.js';
export { demandServerSettings, TELLING_NAMES, wrongSettings, type ServerSettings } from './database/server-settings.js';
export { whyOf } from './http/state-why.js';
export { sharedReads } from './database/shared-reads.js';
export { StateWhy } from './http/state-why.messages.js';
export { Statement } from './request/statement.js';
export { Validation } from './http/validation.js';
export { JudgedElsewhere, SeveralLines, Sought, TextWithin } from './http/texts.js';
export { inThread, moduleBeside, ThreadStopped, type ThreadLimits } from './jobs/thread.js';
export { address, ConfigError, isTrial, number, readVariables, together, type Environment } from './config/variables.js';
export { inTransaction } from './database/transaction.js';
export { allowedIn, clausesMet, clausesSql, metIn, whereAllowed, type Columns } from './request/where.js';
