import { passedOn } from './pdf.js';

it('tells the browser where its libraries and fonts are, and none of our secrets', () => {
  const ours = {
    SESSION_SECRET: 'a',
    SEAL_KEY: 'b',
    NUMBER_KEY: 'c',
    DEVICE_KEY: 'd',
    FACTOR_KEY: 'f',
    DATABASE_URL: 'e',
    REDIS_URL: 'f',
    SMTP_URL: 'g',
    ANYTHING_LATER: 'h',
  };
  expect(passedOn({ ...ours, PATH: '/bin', LD_LIBRARY_PATH: '/lib', TMPDIR: undefined })).toEqual({
    PATH: '/bin',
    LD_LIBRARY_PATH: '/lib',
  });
});
