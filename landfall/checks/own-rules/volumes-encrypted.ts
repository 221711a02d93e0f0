import { blocks, is, type OwnRule } from './rule';

const ofInstances = ['root_block_device', 'ebs_block_device'];

/** Volumes by themselves, and those that an instance brings along. */
export const volumesEncrypted: OwnRule = {
  control: 'CT.EC2.PR.7',
  types: ['aws_ebs_volume', 'aws_instance'],
  problem: (resource) => {
    if (resource.type === 'aws_ebs_volume') {
      return is(resource.arguments['encrypted'], true) ? undefined : 'is not encrypted';
    }
    const open = ofInstances.find((name) => blocks(resource, name).some(({ encrypted }) => !is(encrypted, true)));
    return open === undefined ? undefined : `has a ${open} that is not encrypted`;
  },
  help: 'Set encrypted to true',
};
