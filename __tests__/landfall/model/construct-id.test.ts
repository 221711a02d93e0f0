import fc from 'fast-check';
import { constructId, idPart } from '../../../landfall/model/construct-id';

describe('construct ids', () => {
  it.each(['TeamLead', 'fraud-dev', 'v1'])('keep the plain key %s', (key) => {
    expect(idPart(key)).toBe(key);
  });

  it('tell apart keys that differ only in characters that CDKTF drops', () => {
    expect(new Set(['CI/CD', 'CICD', 'CI CD', 'CI-CD', 'CI_CD'].map(idPart)).size).toBe(5);
  });

  it('show the readable part of a strange key', () => {
    expect(idPart('CI/CD')).toMatch(/^CI-CD-[0-9a-f]{8}$/);
  });

  it('hold only characters that CDKTF keeps, whatever the keys', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), (keys) => {
        expect(constructId(...keys)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('differ where any key differs', () => {
    const key = fc.string({ minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.tuple(key, key), fc.tuple(key, key), (a, b) => {
        expect(constructId(...a) === constructId(...b)).toBe(a[0] === b[0] && a[1] === b[1]);
      }),
    );
  });
});
