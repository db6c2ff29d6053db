export { HomePage } from './home.page.js';
export { MailsPage } from './mails.page.js';
