declare const brand: unique symbol;

/** A plain value that carries its meaning in its type: `Brand<string, "BountyId">`. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
