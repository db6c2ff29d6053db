import { describe, expect, it } from '@jest/globals';
import { inFrenchOrder } from '#kernel/domain';
import { TELLING_NAMES, wrongSettings, type ServerSettings } from './server-settings.js';

const sound: ServerSettings = {
  version: 150_004,
  encoding: 'UTF8',
  strings: 'on',
  dates: 'ISO, MDY',
  isolation: 'read committed',
  readOnly: 'off',
  names: TELLING_NAMES.toSorted(inFrenchOrder),
};

describe('the settings of a server', () => {
  it('that has all of them is sound', () => expect(wrongSettings(sound)).toEqual([]));

  it.each<[Partial<ServerSettings>, RegExp]>([
    [{ version: 140_012 }, /PostgreSQL 15 .*14/],
    [{ encoding: 'LATIN1' }, /LATIN1.*UTF8/],
    [{ strings: 'off' }, /standard_conforming_strings/],
    [{ dates: 'German, DMY' }, /DateStyle.*German/],
    [{ isolation: 'serializable' }, /default_transaction_isolation.*serializable/],
    [{ readOnly: 'on' }, /lecture seule/],
    [{ names: null }, /ICU/],
    [{ names: TELLING_NAMES.toSorted() }, /comme en français/],
  ])('%j is told with what to do', (wrong, message) => {
    expect(wrongSettings({ ...sound, ...wrong })).toEqual([expect.stringMatching(message)]);
  });

  it('are all told at once', () => expect(wrongSettings({ ...sound, encoding: 'LATIN1', strings: 'off' })).toHaveLength(2));
});
