import {
  emptyFactsLock,
  unfinished,
  withAppliedProviders,
  type AppliedStack,
  type FactsLock,
} from '../../../landfall/model/lock';
import type { StackSlice } from '../../../landfall/model/stack';
import type { RunStack } from '../../../landfall/runner/contract';
import { FactsKeeper } from '../../../landfall/runner/facts-keeper';

const hash = 'a'.repeat(64);
const network = '300000000000';
const place = { bucket: 'b', key: 'account-x', region: 'eu-west-1' };
const slice: StackSlice = {
  envelope: {
    ...{ id: 'account-x', accountId: '200000000000', region: 'eu-west-1', providerConstraint: '', defaultTags: {} },
    ...{ roleArn: 'arn:aws:iam::200000000000:role/landfall-apply' },
    backend: { kind: 's3', ...place, kmsKeyId: 'k', roleArn: undefined },
  },
  content: { kind: 'removed' },
};
const stack: RunStack = {
  ...{ id: 'account-x', account: 'x', wave: '8', needs: [], assigns: [], reveals: [], createsIn: [] },
  ...{ guarded: false, removal: false, slice: () => slice },
};
const applied: AppliedStack = {
  ...{ account: 'x', accountId: '200000000000', state: place, slice: hash, needs: [], assigns: [], guarded: false },
  network,
};

function keeperOf(lock: FactsLock): { readonly keeper: FactsKeeper; readonly saved: () => AppliedStack | undefined } {
  let kept = lock;
  const store = { load: () => kept, save: (saved: FactsLock) => void (kept = saved) };
  return { keeper: new FactsKeeper(store, new Map()), saved: () => kept.stacks.get('account-x') };
}

describe('a stack that needs its second provider no longer', () => {
  const lock = { ...emptyFactsLock, stacks: new Map([['account-x', applied]]) };

  test('keeps it until an apply has ended well', () => {
    const { keeper, saved } = keeperOf(lock);
    keeper.begin(stack, slice);
    expect(saved()).toMatchObject({ slice: unfinished, network });
    expect(withAppliedProviders(slice, saved()).keptNetwork).toEqual({
      ...{ accountId: network, roleArn: `arn:aws:iam::${network}:role/landfall-network-attach`, profile: undefined },
    });
    keeper.finish(stack, slice, hash, new Set());
    expect(saved()?.network).toBeUndefined();
    expect(withAppliedProviders(slice, saved())).toBe(slice);
  });

  test('has it by a profile where runs assume no roles', () => {
    const ambient = { ...slice, envelope: { ...slice.envelope, roleArn: undefined } };
    expect(withAppliedProviders(ambient, applied).keptNetwork).toMatchObject({ profile: 'landfall-network' });
  });
});
