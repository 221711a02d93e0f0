import { z } from 'zod';

export const text = z.string();
export const texts = z.array(text).readonly();
export const accountId = z.string().regex(/^\d{12}$/, 'not the 12 digits of an account id');
export const tags = z.record(text, text).readonly();
export const listOf = <Item extends z.ZodType>(item: Item): z.ZodReadonly<z.ZodArray<Item>> => z.array(item).readonly();

/** Where an object of a regional service lies. */
export const place = { accountId, region: text };
