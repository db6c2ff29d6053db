/** The pages of the demonstration's mailbox. */
const escape = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const when = (iso) => new Date(iso).toLocaleString('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'medium', timeStyle: 'medium' });

function page(title, body) {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="stylesheet" href="/mailbox/page.css"></head><body><main>${body}</main></body></html>`;
}

/** The list, the newest first; `to` keeps the messages to one address. */
export function listPage(messages, to = '', notice = '') {
  const shown = messages.filter((message) => !to || message.to.includes(to)).toReversed();
  const rows = shown.map(
    (message) =>
      `<li><a href="/mailbox/${message.id}"><strong>${escape(message.subject) || '(sans objet)'}</strong>` +
      `<span>à ${escape(message.to.join(', '))}</span><time datetime="${message.at}">${when(message.at)}</time></a></li>`,
  );
  const count = shown.length === 1 ? '1 message' : `${shown.length} messages`;
  return page(
    'Messagerie de démonstration',
    `<h1>Messagerie de démonstration</h1>
<p>Les e-mails que Passerelle envoie arrivent ici\u00a0: rien ne part de cette machine. ${to ? `Adressés à <strong>${escape(to)}</strong>. <a href="/mailbox">Tout voir</a>` : ''}</p>
${notice ? `<p role="alert" class="notice">${escape(notice)}</p>` : ''}
<div class="bar"><p>${count}</p><form method="post" action="/mailbox/empty"><button${messages.length ? '' : ' disabled'}>Vider la boîte</button></form></div>
${shown.length ? `<ul>${rows.join('')}</ul>` : '<p class="empty">Aucun message pour l’instant.</p>'}`,
  );
}

/** One message: who, when, its text with links, and its HTML in a frame that may run nothing. */
export function messagePage(message) {
  const recipients = message.to.map((to) => `<a href="/mailbox?to=${encodeURIComponent(to)}">${escape(to)}</a>`).join(', ');
  return page(
    message.subject,
    `<p><a href="/mailbox">Tous les messages</a></p><h1>${escape(message.subject) || '(sans objet)'}</h1>
<dl><dt>De</dt><dd>${escape(message.from)}</dd><dt>À</dt><dd>${recipients}</dd><dt>Reçu</dt><dd>${when(message.at)}</dd>
<dt>Message-ID</dt><dd><code>${escape(message.messageId)}</code></dd></dl>
${message.html ? `<h2>Mise en page</h2><iframe title="Message mis en page" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${message.id}/html"></iframe>` : ''}
<h2>Texte</h2><pre>${linked(message.text)}</pre><p><a href="/mailbox/${message.id}/raw">Source du message</a></p>`,
  );
}

/** The message's own HTML; links open outside the frame. */
export function messageHtml(message) {
  return `<base target="_blank">${message.html}`;
}

function linked(text) {
  return text
    .split(/(https?:\/\/[^\s<>"')]+)/)
    .map((part, index) => (index % 2 ? `<a href="${escape(part)}" rel="noreferrer">${escape(part)}</a>` : escape(part)))
    .join('');
}
