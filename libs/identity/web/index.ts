export { OwnSessionsPage } from './own-sessions.page.js';
export { ProfilePage } from './profile.page.js';
export { SecondFactorPage } from './second-factor.page.js';
export { SignedAgainPage } from './signed-again.page.js';
export { SignInPage } from './sign-in.page.js';
