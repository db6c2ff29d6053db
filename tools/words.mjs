import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** `libs/<capability>/domain/words.ts`: what its states, kinds and roles are called, once. */
const WORDS = /^libs\/[\w-]+\/domain\/words\.ts$/;

/**
 * Tables of words that stand outside the words of their capability: an object whose keys are those of a table of some `words.ts` and that gives a text to each
 * is a second set of names; and a file that makes a CSV declares columns, and no table of texts.
 * @returns {string[]} `file: keys`
 */
export function wordsSaidTwice(files = sources()) {
  const trees = files.map((file) => [file, ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)]);
  const named = trees.filter(([file]) => WORDS.test(file)).flatMap(([, tree]) => tables(tree));
  return trees
    .filter(([file]) => !WORDS.test(file))
    .flatMap(([file, tree]) =>
      tables(tree)
        .filter((keys) => named.some((known) => isSame(known, keys)) || file.endsWith('-csv.controller.ts'))
        .map((keys) => `${file}: ${keys.join(', ')}`),
    );
}

/** The keys of each object of a file of which every property, two at least, is a text or has a label. */
function tables(tree) {
  const found = [];
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node) && node.properties.length > 1 && node.properties.every(saysText)) {
      found.push(node.properties.map(({ name }) => name.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function saysText(property) {
  if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return false;
  const { initializer } = property;
  if (isText(initializer)) return true;
  return (
    ts.isObjectLiteralExpression(initializer) &&
    initializer.properties.some((each) => ts.isPropertyAssignment(each) && each.name.getText() === 'label' && isText(each.initializer))
  );
}

/** A text for people: it has a letter that no name in code begins with, a space, or it is marked for translation. */
function isText(node) {
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText() === '$localize';
  return ts.isStringLiteral(node) && /^[\p{Lu}]|[ \u00a0’]|[\u0080-\uffff]|^\p{Ll}{4,}e?$/u.test(node.text);
}

function isSame(one, other) {
  return one.length === other.length && one.every((key) => other.includes(key));
}

function sources() {
  return globSync('{libs/*/{domain,api,web},apps/{api,web}}/**/*.ts').filter(
    (file) => !/\.(spec|testing|harness)\.ts$|\/testing\/|\/migrations\//.test(file),
  );
}
