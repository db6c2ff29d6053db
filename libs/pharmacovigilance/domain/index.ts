export * from './acts.js';
export * from './letters.js';
export * from './tasks.js';
export { channelsOf, PORTAL, type AccessKind, type Channels, type ChannelSources } from './channels.js';
export { clockOf, DELAYS, dueOn, turnOf, utcDay, type Clock, type Seriousness, type Urgency } from './clock.js';
export { declared, type Declared, type Verbatim } from './declared.js';
export { daysLate, transmissionProblem, transmittedOn, type Awaiting } from './transmission.js';
export { foldTerm, readDictionary, wordsToFind, type Dictionary, type DictionaryFiles, type Term } from './dictionary.js';
export * from './words.js';
