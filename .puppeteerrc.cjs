/** The browser is an installed one or the packaged one, never a download (docs/operations.md). */
module.exports = { skipDownload: true };
