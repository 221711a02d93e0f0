import type { Case } from '../case';
import { dangers } from './dangers';
import { matching } from './matching';
import { names } from './names';
import { sending } from './sending';

/** LF180x to LF182x: lint of policies. */
export const policyCases: readonly Case[] = [...names, ...matching, ...dangers, ...sending];
