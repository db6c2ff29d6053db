import type { Account, ProviderName } from './accounts.js';

/** How each stand-in presents itself: another organisation than Passerelle, and plainly a demonstration. */
export const BRANDS: Readonly<Record<ProviderName, { readonly title: string; readonly action: string }>> = {
  plage: { title: 'Plage — ATIH (démonstration)', action: 'Se connecter avec Plage' },
  psc: { title: 'Pro Santé Connect (démonstration)', action: 'Se connecter avec Pro Santé Connect' },
  operateur: { title: 'Fournisseur d’identité de l’exploitant (démonstration)', action: 'Se connecter' },
};

/** What the sign-in page of a provider needs to know. */
export interface SignInPage {
  readonly provider: ProviderName;
  readonly accounts: readonly Account[];
  readonly action: string;
  readonly login: string;
  /** The person has a session here, and the application asks them to prove again who they are. */
  readonly again: boolean;
  readonly error?: string;
}

/** The sign-in page: name, password, and the accounts of the demonstration, one click each. */
export function signInPage({ provider, accounts, action, login, again, error }: SignInPage): string {
  const brand = BRANDS[provider];
  const rows = accounts.map(
    (account) =>
      `<li><button type="button" class="account" data-login="${escapeHtml(account.login)}"><strong>${escapeHtml(account.login)}</strong> ` +
      `<span>${escapeHtml(account.name)}, ${escapeHtml(account.description)}</span></button></li>`,
  );
  return page(
    provider,
    brand.title,
    `<h1>${again ? 'Confirmez votre identité' : 'Connexion'}</h1>
<p>${again ? 'L’application Passerelle demande que vous vous authentifiiez de nouveau.' : 'Pour continuer vers l’application Passerelle.'}</p>
${error ? `<p class="error" role="alert" id="error">${escapeHtml(error)}</p>` : ''}
<form method="post" action="${escapeHtml(action)}">
<label for="login">Identifiant</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${escapeHtml(login)}"${login ? '' : ' autofocus'}>
<label for="password">Mot de passe</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${login ? ' autofocus' : ''}${error ? ' aria-describedby="error"' : ''}>
<button class="main" name="act" value="sign-in">${again ? 'Confirmer mon identité' : brand.action}</button>
<button class="plain" name="act" value="cancel" formnovalidate>Annuler et revenir à Passerelle</button>
</form>
<section aria-labelledby="accounts"><h2 id="accounts">Comptes de démonstration</h2>
<p>Le mot de passe de tous les comptes est <code>demo</code>. Choisir un compte remplit son identifiant.</p>
<ul>${rows.join('\n')}</ul></section>
<script src="/identity/assets/page.js"></script>`,
  );
}

/** Signing out asks no question: the form goes by itself. Without scripts, one button. */
export function signOutPage(provider: ProviderName, form: string): string {
  const body = form.replace(
    '</form>',
    '<input type="hidden" name="logout" value="yes"><button class="main" id="go">Terminer la déconnexion</button></form>',
  );
  return page(provider, BRANDS[provider].title, `<h1>Déconnexion</h1>${body}<script src="/identity/assets/submit.js"></script>`);
}

/** A page that says one thing and leads back. */
export function messagePage(provider: ProviderName, title: string, text: string, back: string): string {
  return page(
    provider,
    BRANDS[provider].title,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p><p><a href="${escapeHtml(back)}">Revenir à Passerelle</a></p>`,
  );
}

/** Text made harmless inside HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(provider: ProviderName, title: string, body: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/identity/assets/page.css"></head>
<body class="${provider}"><header><p>${escapeHtml(title)}</p></header><main>
${body}
</main></body></html>`;
}

/** Files that the pages use: a content security policy without inline scripts or styles holds for them. */
export const ASSETS: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  'page.css': {
    type: 'text/css',
    body: `:root{color-scheme:light;--ink:#1f2933;--brand:#5b2a86}body.psc{--brand:#0b5d3b}body.operateur{--brand:#37474f}
*{box-sizing:border-box}body{margin:0;font:1rem/1.5 'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:var(--ink);background:#f4f1ea}
header{background:var(--brand);color:#fff;padding:.25rem 1.5rem;font-size:1.25rem}main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #d9d2c3}
h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.1rem;margin:2rem 0 .25rem}label{display:block;margin:1rem 0 .25rem;font-weight:bold}
input{width:100%;font:inherit;padding:.5rem;border:1px solid #6b6457;border-radius:2px}button{font:inherit;cursor:pointer}
button.main{width:100%;margin-top:1.25rem;padding:.6rem;border:0;background:var(--brand);color:#fff}button.plain{width:100%;margin-top:.5rem;padding:.5rem;border:0;background:none;color:var(--brand);text-decoration:underline}
ul{list-style:none;margin:.5rem 0 0;padding:0}button.account{width:100%;text-align:left;padding:.5rem;border:0;border-top:1px solid #e3ddd0;background:none;color:inherit;overflow-wrap:anywhere}
button.account span{display:block;font-size:.9rem;color:#514b40}button.account:hover{background:#f4f1ea}:focus-visible{outline:3px solid #c2410c;outline-offset:2px}
.error{padding:.5rem .75rem;border-left:4px solid #b42318;background:#fdeceb}@media(max-width:38rem){main{margin:0;border:0}}`,
  },
  'page.js': {
    type: 'text/javascript',
    body: `document.addEventListener('click', (event) => {
  const account = event.target.closest('[data-login]');
  if (!account) return;
  document.getElementById('login').value = account.dataset.login;
  document.getElementById('password').focus();
});`,
  },
  'submit.js': { type: 'text/javascript', body: 'document.forms[0].submit();' },
};
