/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { DispensingPage } from './dispensing.page.js';
export { FileReadingNotice, FormReadingNotice } from './reading-notice.js';
export { ReadingsPanel } from './readings-panel.js';
