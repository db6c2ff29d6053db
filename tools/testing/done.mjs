/**
 * What Jest is told of each test and hook of a spec. A function that takes more than it is given is one that will call `done`, for Jest, and
 * waited for as long as our patience lasts: an `it.each` with a value missing hung for ten minutes. Nothing of ours needs `done`, so such a
 * test fails at once.
 */
export function refuseDone({ name, fn, testName, hookType }, { currentDescribeBlock }) {
  const told = { add_test: currentDescribeBlock.children, add_hook: currentDescribeBlock.hooks }[name]?.at(-1);
  if (!told || !fn?.length) return;
  const error = new Error(
    `“${testName ?? hookType}” takes an argument that nothing gives it, and Jest would wait for it to be called as \`done\`: ` +
      'give `each` a value for each parameter, leave the parameter out, or return a promise.',
  );
  told.fn = () => {
    throw error;
  };
}
