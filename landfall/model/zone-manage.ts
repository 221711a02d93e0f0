/** Whether Landfall writes a thing, or it exists already and is only referred to by its id. */
export type Manage = 'own' | 'read';
