/** Replaced by the build with the version of package.json. */
declare const REBOUND_VERSION: string;

export const version: string = REBOUND_VERSION;
