/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { OwnSessionsPage } from './own-sessions.page.js';
export { ProfilePage } from './profile.page.js';
export { SecondFactorPage } from './second-factor.page.js';
export { SignInPage } from './sign-in.page.js';
export { SignedAgainPage } from './signed-again.page.js';
