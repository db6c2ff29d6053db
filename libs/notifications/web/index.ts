export { MailsPage } from './mails.page.js';
