// The build puts the version in; sources that run as they are need one too.
Object.assign(globalThis, { REBOUND_VERSION: "fuzz" });
