globalThis.fromScript = true;
