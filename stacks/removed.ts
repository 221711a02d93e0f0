import { LandfallStack } from './landfall-stack';

/** A stack that left the configuration: with provider and backend alone, Terraform destroys what its state holds. */
export class RemovedStack extends LandfallStack {}
