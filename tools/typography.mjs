import ts from 'typescript';

/** What French puts a plain space before and must not: the mark would stand alone on the next line. */
const BEFORE = /(?<=[\p{L}\p{N})}»”’…%.>\ue000]) (?=[:;?!](?:[\s"'<)]|$))| (?=»)|(?<=«) /gu;
/** Between the pieces of a template literal stands a value: any mark may follow it. */
const VALUE = '\ue000';
const SQL = /\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WHERE|FROM|GRANT)\b/;

/**
 * Places of a text where French has a plain space that must not break, with what stands there instead: narrow before `;`, `!` and `?`, whole before `:` and inside
 * guillemets.
 * @returns {{ at: number, with: 'narrow' | 'whole' }[]}
 */
export function plainSpaces(text) {
  return [...text.matchAll(BEFORE)].map(({ index }) => ({ at: index, with: /[;!?]/.test(text[index + 1] ?? '') ? 'narrow' : 'whole' }));
}

/** The same of a template of the client: what is read there, never what is computed. */
export function plainSpacesInTemplate(html) {
  const hide = (part) => VALUE.repeat(part.length);
  const read = html
    .replace(/<!--[^]*?-->/g, hide)
    .replace(/\{\{[^]*?\}\}/g, hide)
    .replace(/[[(][\w.@-]+[\])]="[^"]*"/g, hide)
    .replace(/@(?:if|else if|for|switch|case|let|defer)\b[^{;]*[{;]/g, hide)
    .replace(/\b(?:d|points|viewBox|class|style)="[^"]*"/g, hide);
  return plainSpaces(read);
}

/** The same of a file of TypeScript: its texts, and the templates that stand in it. */
export function plainSpacesInCode(code) {
  const source = ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest, true);
  const found = [];
  const take = (from, text, spaces) => {
    if (!SQL.test(text)) found.push(...spaces(text).map((space) => ({ ...space, at: space.at + from })));
  };
  const visit = (node) => {
    // What a host listens to is computed, not read.
    if (ts.isImportDeclaration(node) || (ts.isPropertyAssignment(node) && node.name.getText() === 'host')) return;
    const isTemplate = ts.isPropertyAssignment(node.parent ?? node) && node.parent.name.getText() === 'template';
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      const raw = node.getText().slice(1, -1);
      take(node.getStart() + 1, raw, isTemplate ? plainSpacesInTemplate : plainSpaces);
    } else if (ts.isTemplateExpression(node)) {
      const raw = node.getText();
      const holes = node.templateSpans.map(({ expression }) => [
        expression.getStart() - node.getStart(),
        expression.getEnd() - node.getStart(),
      ]);
      const text = holes.reduce((said, [from, to]) => said.slice(0, from) + VALUE.repeat(to - from) + said.slice(to), raw);
      take(node.getStart(), text, plainSpaces);
      for (const { expression } of node.templateSpans) visit(expression);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
