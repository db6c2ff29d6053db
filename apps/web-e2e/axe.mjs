/** What axe finds wrong with the page as it stands. */
import axe from 'axe-core';

/**
 * One line a rule that is broken, with where and why: of all rules, or of those named. axe is asked for violations only: to describe
 * all that is right takes several times as long, and says nothing.
 */
export async function violations(page, rules) {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe.source);
  return page.evaluate(
    async (options) => {
      const found = await window.axe.run(document, options);
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
      );
    },
    { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) },
  );
}
